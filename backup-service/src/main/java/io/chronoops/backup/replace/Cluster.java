package io.chronoops.backup.replace;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.restore.Replacement;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A session of the restoring role at the server, in none of the databases that change places. */
final class Cluster implements AutoCloseable {
    /** How the comment of a database that was replaced begins; the operation's id follows. */
    static final String REPLACED = "chronoops: replaced by ";

    private static final List<String> ROOMS = List.of("postgres", "template1");

    private final Connection connection;

    private Cluster(Connection connection) {
        this.connection = connection;
    }

    static Cluster open(Operated operated, Database database, String role) {
        OperationFailed refused = null;
        for (String room : ROOMS) {
            if (!room.equals(database.dbname())) {
                try {
                    return new Cluster(patient(operated.open(database, room, role), database, role));
                } catch (OperationFailed e) {
                    if (e.reason() == Reason.SOURCE_UNREACHABLE) {
                        throw e;
                    }
                    refused = e;
                }
            }
        }
        throw new OperationFailed(
                Reason.PRECONDITION,
                role + " cannot enter postgres or template1 at " + database.host() + ":" + database.port()
                        + ": a database is renamed from another one",
                "GRANT CONNECT ON DATABASE postgres TO " + role + ", and let pg_hba.conf admit it",
                refused);
    }

    /** It waits as long as a restore takes. */
    private static Connection patient(Connection connection, Database database, String role) {
        try (var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0; SET idle_session_timeout = 0");
            return connection;
        } catch (SQLException e) {
            throw Operated.failure(database, role, e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Of several runs that would replace it one goes on; ends with this session. */
    boolean claim(String dbname) throws SQLException {
        return is("SELECT pg_try_advisory_lock(hashtext('chronoops replace'), hashtext(?))", dbname);
    }

    Standing standing(Names names, String operationId) throws SQLException {
        if (comment(names.kept()).startsWith(REPLACED + operationId)) {
            return Standing.SWAPPED;
        }
        return comment(names.restored()).equals(Replacement.RESTORED + operationId)
                ? Standing.RESTORED
                : Standing.BEGUN;
    }

    private String comment(String dbname) throws SQLException {
        List<String> comments = strings(
                "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = ?",
                dbname);
        return comments.isEmpty() ? "" : comments.getFirst();
    }

    boolean exists(String dbname) throws SQLException {
        return !strings("SELECT datname FROM pg_database WHERE datname = ?", dbname)
                .isEmpty();
    }

    /** Whether new sessions are let in; those that are there stay. */
    void admit(String dbname, boolean sessions) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + Identifier.quote(dbname) + " ALLOW_CONNECTIONS " + sessions);
        }
    }

    /** Whether a query says so. */
    boolean is(String sql, String... values) throws SQLException {
        return strings(sql, values).contains("t");
    }

    /** The first column of a query with these values. */
    List<String> strings(String sql, String... values) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            ResultSet row = query.executeQuery();
            List<String> strings = new ArrayList<>();
            while (row.next()) {
                strings.add(row.getString(1));
            }
            return strings;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // the session is gone either way
        }
    }
}
