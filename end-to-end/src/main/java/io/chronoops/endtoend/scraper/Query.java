package io.chronoops.endtoend.scraper;

import java.sql.Connection;
import java.sql.SQLException;

/** Small questions to a database. */
final class Query {
    private Query() {}

    /** Opens a connection. */
    @FunctionalInterface
    interface Connect {
        Connection open() throws SQLException;
    }

    static long number(Connect to, String query) throws SQLException {
        try (Connection connection = to.open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
