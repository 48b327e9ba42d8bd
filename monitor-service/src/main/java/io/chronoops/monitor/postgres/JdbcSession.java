package io.chronoops.monitor.postgres;

import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session over JDBC. */
record JdbcSession(Connection connection, int version, String role) implements Session {
    static JdbcSession of(Connection connection, String role) throws SQLException {
        var meta = connection.getMetaData();
        int version = meta.getDatabaseMajorVersion() * 10_000 + meta.getDatabaseMinorVersion();
        return new JdbcSession(connection, version, role);
    }

    @Override
    public List<Row> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.put(meta.getColumnLabel(i), result.getObject(i));
        }
        return new Row(columns);
    }
}
