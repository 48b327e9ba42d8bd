package io.chronoops.backup.restore;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table, as COPY's text. */
final class CopyRows implements AutoCloseable {
    private static final int SIZE = 1 << 16;

    private final CopyIn copy;
    private final byte[] buffer = new byte[SIZE];
    private int length;
    private boolean first = true;

    /** Into a table, or into some columns of it, as COPY names them. */
    CopyRows(Connection session, String into) throws SQLException {
        copy = session.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + into + " FROM STDIN");
    }

    /** Adds a value to the row. */
    void value(@Nullable String text) throws SQLException {
        if (!first) {
            put('\t');
        }
        first = false;
        if (text == null) {
            put('\\');
            put('N');
            return;
        }
        int ascii = 0;
        while (ascii < text.length() && text.charAt(ascii) < 0x80) {
            escaped(text.charAt(ascii++));
        }
        if (ascii < text.length()) {
            for (byte each : text.substring(ascii).getBytes(StandardCharsets.UTF_8)) {
                escaped(each);
            }
        }
    }

    /** Ends the row. */
    void end() throws SQLException {
        put('\n');
        first = true;
    }

    private void escaped(int each) throws SQLException {
        switch (each) {
            case '\\' -> two('\\');
            case '\t' -> two('t');
            case '\n' -> two('n');
            case '\r' -> two('r');
            default -> put(each);
        }
    }

    private void two(int letter) throws SQLException {
        put('\\');
        put(letter);
    }

    private void put(int each) throws SQLException {
        if (length == SIZE) {
            flush();
        }
        buffer[length++] = (byte) each;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer, 0, length);
        length = 0;
    }

    /** All rows are there. */
    void finish() throws SQLException {
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
