package io.chronoops.backup.archive;

import io.chronoops.cdc.ChangeEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** One segment that is decoded ahead: no further than a few parts. */
final class SegmentAhead implements Runnable {
    private static final int PART = 512;
    /** So much text ends a part early: what is read ahead takes little memory whatever the rows hold. */
    private static final long PART_TEXT = 1 << 18;

    private static final int AHEAD = 8;

    private final ArchiveReader archive;
    private final Segment segment;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(AHEAD);
    private List<ChangeEvent> filling = new ArrayList<>(PART);
    private long text;

    private sealed interface Part {}

    private record Events(List<ChangeEvent> events) implements Part {}

    private record End() implements Part {}

    private record Failure(Throwable cause) implements Part {}

    SegmentAhead(ArchiveReader archive, Segment segment) {
        this.archive = archive;
        this.segment = segment;
    }

    /** The next events; null after its last. */
    @Nullable
    List<ChangeEvent> next() throws IOException, InterruptedException {
        return switch (parts.take()) {
            case Events(List<ChangeEvent> events) -> events;
            case End _ -> null;
            case Failure(IOException cause) -> throw cause;
            case Failure(RuntimeException cause) -> throw cause;
            case Failure(Throwable cause) -> throw new IllegalStateException(cause);
        };
    }

    @Override
    public void run() {
        try {
            try {
                archive.read(List.of(segment), this::take);
                parts.put(new Events(filling));
                parts.put(new End());
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) { // whatever it is: without it the reader would wait for ever
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
}
