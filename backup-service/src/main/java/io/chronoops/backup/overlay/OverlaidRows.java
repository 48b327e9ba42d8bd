package io.chronoops.backup.overlay;

import java.io.IOException;
import java.sql.SQLException;
import java.util.PrimitiveIterator;

/** A table's rows on their way from the base into the target, with the log laid over them. */
public final class OverlaidRows {
    private static final int SIZE = 1 << 16;

    private final TableOverlay overlay;
    private final LargeText large;
    private final Sink sink;
    private final CopyLine carried = new CopyLine();
    private final CopyLine key = new CopyLine();
    private final CopyLine line = new CopyLine();
    private final CopyLine merged = new CopyLine();
    private final byte[] out = new byte[SIZE];
    private int filled;
    private long met;

    OverlaidRows(TableOverlay overlay, LargeText large, Sink sink) {
        this.overlay = overlay;
        this.large = large;
        this.sink = sink;
    }

    /** Takes COPY's text. */
    public interface Sink {
        /** Takes these bytes. */
        void write(byte[] bytes, int from, int length) throws SQLException;
    }

    /** Reads values that are kept outside the log, by their hash. */
    public interface LargeText {
        /** The value's text. */
        String read(String hash) throws IOException;
    }

    /** Lets some of the base's rows pass: changed, or not at all, or as they are. They may end within a row. */
    public void pass(byte[] bytes, int length) throws SQLException, IOException {
        if (overlay.emptied()) {
            return;
        }
        int at = 0;
        if (carried.length() > 0) {
            int end = end(bytes, 0, length);
            carried.put(bytes, 0, end);
            if (end == length) {
                return;
            }
            row(carried.bytes(), 0, carried.length());
            carried.clear();
            at = end + 1;
        }
        while (at < length) {
            int end = end(bytes, at, length);
            if (end == length) {
                carried.put(bytes, at, end - at);
                return;
            }
            row(bytes, at, end);
            at = end + 1;
        }
    }

    private static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private void row(byte[] bytes, int from, int to) throws SQLException, IOException {
        int place = find(bytes, from, to);
        byte state = place == 0 ? TableOverlay.VOID : overlay.state(place);
        switch (state) {
            case TableOverlay.CHANGED -> {
                met++;
                overlay.line(place, line);
                boolean laid = FieldsOf.laidOver(line, bytes, from, to, merged);
                told(laid ? merged : line);
            }
            case TableOverlay.GONE -> met++;
            default -> { // also one whose key is new by the log: it shows when the key is built
                write(bytes, from, to - from);
                end();
            }
        }
    }

    private int find(byte[] bytes, int from, int to) {
        if (overlay.keyPlaces().length == 0) {
            return 0;
        }
        try {
            FieldsOf.key(bytes, from, to, overlay.keyPlaces(), key);
        } catch (DoesNotLie e) {
            return 0; // a key that is null: no change can name the row
        }
        return overlay.find(key);
    }

    /** All of the base's rows have passed: adds those that it does not have. */
    public void finish() throws SQLException, IOException {
        for (PrimitiveIterator.OfInt each = overlay.added().iterator(); each.hasNext(); ) {
            overlay.line(each.nextInt(), line);
            told(line);
        }
        flush();
    }

    private void told(CopyLine row) throws SQLException, IOException {
        byte[] bytes = row.bytes();
        if (!row.hasLarge()) {
            write(bytes, 0, row.length());
            end();
            return;
        }
        for (int at = 0; at <= row.length(); ) {
            int end = CopyLine.end(bytes, at, row.length());
            if (at > 0) {
                write(new byte[] {'\t'}, 0, 1);
            }
            if (CopyLine.isLarge(bytes, at, end)) {
                var text = new CopyLine();
                text.text(large.read(CopyLine.hash(bytes, at, end)));
                write(text.bytes(), 0, text.length());
            } else {
                write(bytes, at, end - at);
            }
            at = end + 1;
        }
        end();
    }

    private void end() throws SQLException {
        if (filled == SIZE) {
            flush();
        }
        out[filled++] = '\n';
    }

    private void write(byte[] bytes, int from, int length) throws SQLException {
        if (length > SIZE - filled) {
            flush();
        }
        if (length > SIZE) {
            sink.write(bytes, from, length);
            return;
        }
        System.arraycopy(bytes, from, out, filled, length);
        filled += length;
    }

    private void flush() throws SQLException {
        if (filled > 0) {
            sink.write(out, 0, filled);
            filled = 0;
        }
    }

    /** Rows of the base that the log changes or deletes: so many of them passed. */
    public long met() {
        return met;
    }

    /** And so many must have. */
    public long named() {
        return overlay.ofBase();
    }
}
