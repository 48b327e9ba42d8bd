package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.EventsAhead;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Folds segments to their net effect and writes that as one file in the form of a segment. */
public final class FoldSegments {
    private final Repository repository;
    private final long memory;
    private final Clock clock;

    /** memory: bytes of heap that a net effect may take; a larger one is written in parts. */
    public FoldSegments(Repository repository, long memory, Clock clock) {
        this.repository = repository;
        this.memory = memory;
        this.clock = clock;
    }

    /** The same, whose files are encrypted or are not. */
    public FoldSegments encrypting(boolean encrypt) throws IOException {
        return new FoldSegments(repository.encrypting(encrypt), memory, clock);
    }

    /**
     * Folds the transactions that are left in and answers with the description of the file; the file is there if it is
     * wanted by then.
     *
     * @param leftOut whether a transaction is none of it, by its xid
     * @param wanted decides by the description whether the file stays
     */
    public Segment fold(
            List<Segment> segments, String file, LongPredicate leftOut, Predicate<Segment> wanted, OperationRun run)
            throws IOException {
        long all = segments.stream().mapToLong(Segment::changes).sum();
        try (var ahead = new EventsAhead(new ArchiveReader(repository), segments);
                var pending = repository.create(file)) {
            var written = new FoldedFile(file, segments, leftOut, pending);
            for (var events = ahead.next(); events != null; events = ahead.next()) {
                for (var event : events) {
                    written.take(event);
                }
                if (written.bytes() > memory) {
                    written.cut();
                }
                run.stopIfCancelled();
                run.progress("folding the log", written.changes(), all, "changes");
            }
            Segment description = written.finish(clock.instant());
            if (wanted.test(description)) {
                run.stopIfCancelled();
                pending.commit();
            }
            return description;
        } catch (InterruptedException e) {
            throw OperationFailed.interrupted(e);
        }
    }
}
