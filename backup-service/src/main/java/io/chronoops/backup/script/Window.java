package io.chronoops.backup.script;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A script as far as it was read: bytes as characters, for what ends a statement is ASCII in every encoding of a server.
 * What stands before the mark is forgotten, so that memory holds one statement at most.
 */
final class Window {
    private static final int FIRST = 1 << 16;
    /** The largest statement that is taken. */
    private static final int MOST = 32 << 20;

    private final InputStream in;
    private byte[] bytes = new byte[FIRST];
    private int mark;
    private int at;
    private int end;
    private long forgotten;
    private boolean ended;

    Window(InputStream in) {
        this.in = in;
    }

    /** Whether there is a character so far ahead. */
    boolean has(int ahead) throws IOException {
        while (at + ahead >= end) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    /** The character so far ahead; 0 behind the end. */
    char peek(int ahead) throws IOException {
        return has(ahead) ? (char) (bytes[at + ahead] & 0xff) : 0;
    }

    /** The one just passed over; only after the mark. */
    char previous() {
        return (char) (bytes[at - 1] & 0xff);
    }

    boolean startsWith(String ascii) throws IOException {
        for (int i = 0; i < ascii.length(); i++) {
            if (peek(i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void skip(int characters) {
        at = Math.min(at + characters, end);
    }

    /** What comes from here on is kept. */
    void mark() {
        mark = at;
    }

    /** How far the mark is behind. */
    int length() {
        return at - mark;
    }

    /** What was passed over since the mark. */
    byte[] marked() {
        return marked(0);
    }

    /** The same without so many of its first. */
    byte[] marked(int from) {
        return Arrays.copyOfRange(bytes, mark + from, at);
    }

    /** Bytes passed over since the beginning. */
    long position() {
        return forgotten + at;
    }

    /**
     * Takes whole lines of COPY, up to the end of one behind which the next three bytes are not known or are its end
     * mark; 0: there is nothing left.
     */
    int takeLines(byte[] into, int from, int length) throws IOException {
        mark();
        if (!has(0)) {
            return 0;
        }
        int most = Math.min(length, end - at);
        int taken = 0;
        while (taken < most) {
            byte one = bytes[at + taken++];
            int next = at + taken;
            if (one == '\n' && (next + 2 > end || (bytes[next] == '\\' && bytes[next + 1] == '.'))) {
                break;
            }
        }
        System.arraycopy(bytes, at, into, from, taken);
        at += taken;
        return taken;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (mark > 0) {
            System.arraycopy(bytes, mark, bytes, 0, end - mark);
            forgotten += mark;
            at -= mark;
            end -= mark;
            mark = 0;
        }
        if (end == bytes.length) {
            if (bytes.length >= MOST) {
                throw new OperationFailed(
                        Reason.TOO_LARGE,
                        "the statement that begins at byte " + forgotten + " is longer than " + (MOST >> 20) + " MB",
                        "restore the file with psql, or make it with COPY instead of INSERT: pg_dump without --inserts");
            }
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, end, bytes.length - end);
        ended = read < 0;
        end += Math.max(0, read);
        return !ended;
    }
}
