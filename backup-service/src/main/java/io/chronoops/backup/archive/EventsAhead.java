package io.chronoops.backup.archive;

import io.chronoops.cdc.ChangeEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The events of segments, in order, decoded by threads of their own, several segments at once, while those before them are worked on. */
public final class EventsAhead implements AutoCloseable {
    /** One thread decodes faster than changes are folded; more of them hide how long a distant store takes to answer. */
    private static final int AT_ONCE = 4;

    private final ArchiveReader archive;
    private final Iterator<Segment> segments;
    private final ExecutorService readers;
    /** Those under way, in order. The first always has a thread, so that no other can keep it waiting. */
    private final Queue<SegmentAhead> underWay = new ArrayDeque<>();

    /** Begins to read. */
    public EventsAhead(ArchiveReader archive, List<Segment> segments) {
        this(archive, segments, AT_ONCE);
    }

    /** Begins to read; atOnce: segments that are read at the same time, each a few parts ahead. */
    EventsAhead(ArchiveReader archive, List<Segment> segments, int atOnce) {
        this.archive = archive;
        this.segments = segments.iterator();
        this.readers = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().name("events-ahead-", 0).daemon().factory());
        for (int i = 0; i < atOnce; i++) {
            begin();
        }
    }

    private void begin() {
        if (segments.hasNext()) {
            var next = new SegmentAhead(archive, segments.next());
            underWay.add(next);
            readers.execute(next);
        }
    }

    /** The next ones; null after the last. */
    public @Nullable List<ChangeEvent> next() throws IOException, InterruptedException {
        for (SegmentAhead first = underWay.peek(); first != null; first = underWay.peek()) {
            List<ChangeEvent> events = first.next();
            if (events != null) {
                return events;
            }
            underWay.remove();
            begin();
        }
        return null;
    }

    /** Ends the reading, whole or not. */
    @Override
    public void close() {
        readers.shutdownNow();
        readers.close();
    }
}
