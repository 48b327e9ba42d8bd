package io.chronoops.endtoend.faults;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What was really committed: a second logical slot, made before the load and only ever peeked at, so that nothing that
 * happens meanwhile moves it. The server decodes it with a plugin of its own, not with the one that we read.
 */
record Truth(Operated operated) {
    private static final String SLOT = "truth";
    private static final int ROWS = 5_000;
    private static final String COMMIT = "COMMIT";

    void begin() throws SQLException {
        try (Connection connection = operated.superuser();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_create_logical_replication_slot('" + SLOT + "', 'test_decoding')");
        }
    }

    /** All transactions that changed rows, in commit order. */
    List<Transaction> transactions() throws SQLException {
        try (Connection connection = operated.superuser()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(ROWS);
                return read(statement.executeQuery(
                        "SELECT lsn::text, xid::text::bigint, data FROM pg_logical_slot_peek_changes('" + SLOT
                                + "', NULL, NULL, 'skip-empty-xacts', '1')"));
            }
        }
    }

    private static List<Transaction> read(ResultSet rows) throws SQLException {
        List<Transaction> all = new ArrayList<>();
        var transaction = new Transaction.Builder();
        while (rows.next()) {
            String data = rows.getString(3);
            if (data.startsWith(COMMIT)) {
                if (!transaction.isEmpty()) all.add(transaction.committed(rows.getLong(2), lsn(rows.getString(1))));
                transaction = new Transaction.Builder();
            } else {
                DecodedText.changes(data).forEach(transaction::add);
            }
        }
        return all;
    }

    /** Two halves in hex. */
    static long lsn(String text) {
        String[] halves = text.split("/");
        String hex = "0".repeat(8 - halves[0].length()) + halves[0] + "0".repeat(8 - halves[1].length()) + halves[1];
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex)).getLong();
    }
}
