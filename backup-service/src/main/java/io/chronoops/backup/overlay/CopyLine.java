package io.chronoops.backup.overlay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of COPY's text under way, byte for byte as PostgreSQL writes it. Two fields are of our own, which no value's text
 * can be: one for what the log does not tell, one for a value that is kept in the repository.
 */
final class CopyLine {
    private static final byte[] NULL = {'\\', 'N'};
    /** Stands for the value that the row had before. */
    private static final byte[] UNCHANGED = {'\\', 'U'};

    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Begins the next field; not needed before the first. */
    void tab() {
        put((byte) '\t');
    }

    void nothing() {
        put(NULL, 0, NULL.length);
    }

    void unchanged() {
        put(UNCHANGED, 0, UNCHANGED.length);
    }

    /** A value that is kept in the repository under this hash. */
    void large(String hash) {
        put((byte) '\\');
        put((byte) 'L');
        text(hash);
    }

    void text(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && text.charAt(from) < 0x80) {
            escaped((byte) text.charAt(from++));
        }
        if (from < end) {
            for (byte each : text.substring(from).getBytes(StandardCharsets.UTF_8)) {
                escaped(each);
            }
        }
    }

    private void escaped(byte each) {
        switch (each) {
            case '\\' -> two('\\');
            case '\b' -> two('b');
            case '\f' -> two('f');
            case '\n' -> two('n');
            case '\r' -> two('r');
            case '\t' -> two('t');
            case 0x0B -> two('v');
            default -> put(each);
        }
    }

    private void two(int letter) {
        put((byte) '\\');
        put((byte) letter);
    }

    private void put(byte each) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = each;
    }

    /** Bytes as they are. */
    void put(byte[] from, int offset, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** Makes it so long; the bytes are the caller's to fill. */
    void room(int count) {
        if (count > bytes.length) {
            bytes = new byte[Math.max(bytes.length * 2, count)];
        }
        length = count;
    }

    static boolean isUnchanged(byte[] line, int from, int to) {
        return to - from == 2 && line[from] == '\\' && line[from + 1] == 'U';
    }

    static boolean isNothing(byte[] line, int from, int to) {
        return to - from == 2 && line[from] == '\\' && line[from + 1] == 'N';
    }

    static boolean isLarge(byte[] line, int from, int to) {
        return to - from > 2 && line[from] == '\\' && line[from + 1] == 'L';
    }

    /** Of a value that is kept in the repository. */
    static String hash(byte[] line, int from, int to) {
        return new String(line, from + 2, to - from - 2, StandardCharsets.US_ASCII);
    }

    /** Whether a value is kept in the repository. */
    boolean hasLarge() {
        for (int at = 0; at <= length; ) {
            int end = end(bytes, at, length);
            if (isLarge(bytes, at, end)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** Where the field that begins here ends. */
    static int end(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] != '\t') {
            at++;
        }
        return at;
    }
}
