package io.chronoops.backup.archive;

import io.chronoops.cdc.ChangeEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** The events of segments, in order, decoded by a thread of their own while those before them are worked on. */
public final class EventsAhead implements AutoCloseable {
    private static final int PART = 512;
    /** So much text ends a part early: what is read ahead takes little memory whatever the rows hold. */
    private static final long PART_TEXT = 1 << 18;

    private static final int AHEAD = 8;

    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private List<ChangeEvent> filling = new ArrayList<>(PART);
    private long text;

    private sealed interface Part {}

    private record Events(List<ChangeEvent> events) implements Part {}

    private record End() implements Part {}

    private record Failure(Exception cause) implements Part {}

    /** Begins to read. */
    public EventsAhead(ArchiveReader archive, List<Segment> segments) {
        reader = Thread.ofPlatform().name("events-ahead").daemon().start(() -> read(archive, segments));
    }

    /** The next ones; null after the last. */
    public @Nullable List<ChangeEvent> next() throws IOException, InterruptedException {
        return switch (parts.take()) {
            case Events(List<ChangeEvent> events) -> events;
            case End _ -> null;
            case Failure(IOException cause) -> throw cause;
            case Failure(RuntimeException cause) -> throw cause;
            case Failure(Exception cause) -> throw new IllegalStateException(cause);
        };
    }

    private void read(ArchiveReader archive, List<Segment> segments) {
        try {
            try {
                archive.read(segments, this::take);
                parts.put(new Events(filling));
                parts.put(new End());
            } catch (IOException | RuntimeException e) {
                parts.put(new Failure(e));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody wants the rest
        }
    }

    /** False once nobody wants the rest. */
    private boolean take(ChangeEvent event) {
        filling.add(event);
        if (event.getRow() != null) {
            text += length(event.getRow().getValues()) + length(event.getRow().getKeyValues());
        }
        if (filling.size() < PART && text < PART_TEXT) {
            return true;
        }
        text = 0;
        try {
            parts.put(new Events(filling));
            filling = new ArrayList<>(PART);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long length(List<@Nullable String> values) {
        long length = 0;
        for (String value : values) {
            length += value == null ? 0 : value.length();
        }
        return length;
    }

    /** Ends the reading, whole or not. */
    @Override
    public void close() {
        reader.interrupt();
        parts.clear();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
