package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Reads segments with each change beside the commit that made it count. A commit stands behind its changes in the log, so
 * each segment is read for its commits first: however large a transaction is, none of it waits in memory.
 */
public final class ReadTimeline {
    private final ArchiveReader archive;

    /** Of this archive. */
    public ReadTimeline(ArchiveReader archive) {
        this.archive = archive;
    }

    /** Takes changes one by one, each transaction from its begin to its end. */
    @FunctionalInterface
    public interface ChangeReader {
        /** Takes the next; false: it has enough. */
        boolean take(Commit commit, ChangeEvent event) throws IOException;
    }

    /** Hands over all events of these segments, in order, until the reader has enough. */
    public void read(List<Segment> segments, ChangeReader reader) throws IOException {
        for (Segment segment : segments) {
            if (!read(segment, reader)) {
                return;
            }
        }
    }

    private boolean read(Segment segment, ChangeReader reader) throws IOException {
        Queue<Commit> commits = new ArrayDeque<>();
        archive.read(List.of(segment), event -> {
            End end = event.getEnd();
            if (end != null) {
                commits.add(new Commit(end.getXid(), end.getLsn(), end.getCommitAt()));
            }
            return true;
        });
        boolean[] more = {true};
        archive.read(List.of(segment), event -> {
            Commit commit = commits.peek();
            if (commit != null) {
                more[0] = take(reader, commit, event);
                if (event.getEnd() != null) {
                    commits.remove();
                }
            }
            return more[0];
        });
        return more[0];
    }

    /** What fails at the reader's end is no damage of the segment. */
    private static boolean take(ChangeReader reader, Commit commit, ChangeEvent event) {
        try {
            return reader.take(commit, event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
