package io.chronoops.backup.restore;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of COPY's text turned into COPY's binary form, of which the server has half the work: it need neither look for the
 * ends of values nor parse them. Works on parts that may end anywhere. What it does not know for certain it does not guess:
 * {@link Unforeseen}, and the rows go as text.
 */
final class BinaryRows {
    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long TABS = '\t' * EACH;
    private static final long NEWLINES = '\n' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final int LENGTH_OF_LENGTH = 4;
    private static final int LEAST = 64 << 10;
    /** A row is held whole, more than once; as text it is not. */
    private static final int MOST_OF_A_ROW = 2 << 20;

    private final BinaryValue[] columns;
    private byte[] rest = new byte[8 << 10];
    private int restLength;
    private byte[] plain = new byte[1 << 10];
    private byte[] out = new byte[LEAST];
    private int written;
    private boolean begun;

    /** columns: how the values of each are written. */
    BinaryRows(List<BinaryValue> columns) {
        this.columns = columns.toArray(BinaryValue[]::new);
    }

    /** A value or a row is not of the form that is known. */
    static final class Unforeseen extends IOException {
        private static final long serialVersionUID = 1L;

        Unforeseen(String what) {
            super(what);
        }
    }

    /** Takes the next part; the rows that ended in it are in {@link #bytes} up to {@link #length} until the next call. */
    void take(byte[] part, int length) throws Unforeseen {
        begin();
        int from = 0;
        if (restLength > 0) {
            from = newline(part, 0, length) + 1;
            keep(part, 0, from == 0 ? length : from);
            if (from == 0) {
                return;
            }
            rows(rest, 0, restLength);
            restLength = 0;
        }
        int last = length;
        while (last > from && part[last - 1] != '\n') {
            last--;
        }
        rows(part, from, last);
        keep(part, last, length);
    }

    /** After the last part: the end, likewise. */
    void finish() throws Unforeseen {
        begin();
        if (restLength > 0) {
            throw new Unforeseen("the last row has no end");
        }
        room(2);
        out[written++] = (byte) 0xff;
        out[written++] = (byte) 0xff;
    }

    byte[] bytes() {
        return out;
    }

    int length() {
        return written;
    }

    private void begin() {
        written = 0;
        if (!begun) {
            begun = true;
            System.arraycopy(HEAD, 0, out, 0, HEAD.length);
            written = HEAD.length;
        }
    }

    private static int newline(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void keep(byte[] part, int from, int to) throws Unforeseen {
        int more = to - from;
        if (restLength + more > MOST_OF_A_ROW) {
            throw new Unforeseen("a row of more than " + (MOST_OF_A_ROW >> 20) + " MB");
        }
        if (restLength + more > rest.length) {
            rest = Arrays.copyOf(rest, Math.max(2 * rest.length, restLength + more));
        }
        System.arraycopy(part, from, rest, restLength, more);
        restLength += more;
    }

    /** Whole rows. */
    private void rows(byte[] in, int from, int to) throws Unforeseen {
        int at = from;
        while (at < to) {
            room(2);
            putShort(out, written, columns.length);
            written += 2;
            for (int i = 0; i < columns.length; i++) {
                at = value(in, at, columns[i], i == columns.length - 1 ? '\n' : '\t');
            }
        }
    }

    /** Writes the value that begins here; where the one after it begins. */
    private int value(byte[] in, int from, BinaryValue column, int end) throws Unforeseen {
        int at = mark(in, from);
        byte each = in[at];
        if (each != '\\') {
            if (each != end) {
                throw new Unforeseen("a row has other columns than its table");
            }
            write(in, from, at, column);
            return at + 1;
        }
        if (at == from && in[at + 1] == 'N' && in[at + 2] == end) {
            room(LENGTH_OF_LENGTH);
            putInt(out, written, -1);
            written += LENGTH_OF_LENGTH;
            return at + 3;
        }
        return escaped(in, from, at, column, end);
    }

    /** Where the next tab, newline or backslash is, looked for in eight bytes at once; a row ends with one. */
    private static int mark(byte[] in, int from) {
        int at = from;
        for (; at + Long.BYTES <= in.length; at += Long.BYTES) {
            long word = (long) WORDS.get(in, at);
            long found = zeros(word ^ TABS) | zeros(word ^ NEWLINES) | zeros(word ^ BACKSLASHES);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (in[at] != '\t' && in[at] != '\n' && in[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The highest bit of the first byte that is zero, and of none before it. */
    private static long zeros(long word) {
        return (word - EACH) & ~word & EACH << 7;
    }

    private int escaped(byte[] in, int from, int first, BinaryValue column, int end) throws Unforeseen {
        int length = first - from;
        plain(length);
        System.arraycopy(in, from, plain, 0, length);
        int at = first;
        for (byte each = in[at]; each != '\t' && each != '\n'; each = in[at]) {
            plain(length + 1);
            if (each == '\\') {
                plain[length++] = meant(in[at + 1]);
                at += 2;
            } else {
                plain[length++] = each;
                at++;
            }
        }
        if (in[at] != end) {
            throw new Unforeseen("a row has other columns than its table");
        }
        write(plain, 0, length, column);
        return at + 1;
    }

    private static byte meant(byte letter) throws Unforeseen {
        return switch (letter) {
            case '\\' -> '\\';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 11;
            default -> throw new Unforeseen("an escape that COPY does not write");
        };
    }

    private void plain(int length) {
        if (length > plain.length) {
            plain = Arrays.copyOf(plain, Math.max(2 * plain.length, length));
        }
    }

    private void write(byte[] in, int from, int to, BinaryValue column) throws Unforeseen {
        room(LENGTH_OF_LENGTH + column.most(to - from));
        int end = column.write(in, from, to, out, written + LENGTH_OF_LENGTH);
        putInt(out, written, end - written - LENGTH_OF_LENGTH);
        written = end;
    }

    private void room(int more) {
        if (written + more > out.length) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, written + more));
        }
    }

    static void putShort(byte[] out, int at, int value) {
        out[at] = (byte) (value >> 8);
        out[at + 1] = (byte) value;
    }

    static void putInt(byte[] out, int at, int value) {
        putShort(out, at, value >> 16);
        putShort(out, at + 2, value);
    }

    static void putLong(byte[] out, int at, long value) {
        putInt(out, at, (int) (value >> 32));
        putInt(out, at + 4, (int) value);
    }
}
