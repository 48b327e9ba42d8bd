package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import java.io.IOException;
import java.util.List;

/** Hands out the log itself, change by change; nothing of it is held in memory. */
public final class StreamChanges {
    private final ReadTimeline timeline;

    /** Of this archive. */
    public StreamChanges(ArchiveReader archive) {
        this.timeline = new ReadTimeline(archive);
    }

    /** As lines of JSON. */
    public void json(List<Segment> chain, Span span, ChosenTables tables, Appendable out) throws IOException {
        timeline.read(span.whole(chain), new ChangesAsJson(span, tables, out));
    }

    /** As SQL. */
    public void sql(List<Segment> chain, Span span, ChosenTables tables, LargeTexts large, Appendable out)
            throws IOException {
        List<Segment> log = span.whole(chain);
        var sql = new ChangesAsSql(span, tables, large, out);
        sql.head();
        timeline.read(log, sql);
    }
}
