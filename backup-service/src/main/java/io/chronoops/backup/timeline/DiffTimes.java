package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import java.io.IOException;
import java.util.List;

/** Counts what differs between two moments, by the log between them. */
public final class DiffTimes {
    private static final int MOST_KEYS = 500_000;

    private final ArchiveReader archive;

    /** By this archive. */
    public DiffTimes(ArchiveReader archive) {
        this.archive = archive;
    }

    /**
     * One table.
     *
     * @param emptied it was truncated: rows that were there before and are gone are not counted
     */
    public record TableDiff(String table, long added, long removed, long changed, boolean emptied) {}

    /** Of these tables; those that nothing happened to are not named. */
    public List<TableDiff> diff(List<Segment> chain, Span span, ChosenTables tables) throws IOException {
        List<Segment> reached = span.whole(chain);
        var identities = new Identities();
        archive.read(reached, event -> {
            identities.take(event);
            return true;
        });
        var net = new NetChanges(span, tables, identities, MOST_KEYS);
        new ReadTimeline(archive).read(reached, net);
        return net.diffs();
    }
}
