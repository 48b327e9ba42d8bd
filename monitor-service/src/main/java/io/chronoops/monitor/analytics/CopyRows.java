package io.chronoops.monitor.analytics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Copies keys and tracked columns out of a table, in the transaction that is open. */
record CopyRows(Layout layout, int mostRows) {
    private static final String NULL = "\\N";

    /** The rows; empty if there are more than are to be kept. */
    Optional<CountedTable> copy(Connection connection) throws SQLException, IOException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("SET LOCAL row_security = off"); // refuse rather than count only the rows that a policy shows
        }
        var rows = new CountedTable(layout);
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement());
        byte[] line = copy.readFromCopy();
        while (line != null) {
            take(line, rows);
            if (rows.size() > mostRows) {
                copy.cancelCopy();
                return Optional.empty();
            }
            line = copy.readFromCopy();
        }
        return Optional.of(rows);
    }

    private String statement() {
        String columns = Stream.concat(layout.table().key().stream(), layout.columns().stream())
                .map(CopyRows::quoted)
                .collect(Collectors.joining(", "));
        return "COPY (SELECT " + columns + " FROM ONLY " + quoted(layout.table().schema()) + "."
                + quoted(layout.table().name()) + ") TO STDOUT";
    }

    private void take(byte[] line, CountedTable rows) {
        String text = new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
        String[] fields = text.split("\t", -1);
        int keys = layout.table().key().size();
        List<String> key = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            key.add(String.valueOf(unescaped(fields[i])));
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
            values.add(Values.of(
                    unescaped(fields[keys + i]),
                    layout.truths().contains(layout.columns().get(i))));
        }
        rows.insert(ReadRow.key(key), values);
    }

    /** PostgreSQL's COPY text form back to the value. */
    static @Nullable String unescaped(String field) {
        if (field.equals(NULL)) {
            return null;
        }
        if (field.indexOf('\\') < 0) {
            return field;
        }
        var text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char next = field.charAt(i);
            text.append(next == '\\' && i + 1 < field.length() ? control(field.charAt(++i)) : next);
        }
        return text.toString();
    }

    private static char control(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> escaped;
        };
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
