package io.chronoops.backup.drill;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Claims in the control database, databases at the operated server. */
public final class PostgresScratches implements Scratches {
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "::1");
    private static final double MB = 1e6;

    private final JdbcTemplate control;
    private final Operated operated;

    /** Claims through this template; drops as restore_user. */
    public PostgresScratches(JdbcTemplate control, Operated operated) {
        this.control = control;
        this.operated = operated;
    }

    @Override
    public List<String> dropLeftovers(Database database, OperationRun run) {
        List<String> left = control.queryForList("""
                SELECT name FROM drill_scratch d WHERE database = ? AND (operation_id = ? OR NOT EXISTS
                  (SELECT FROM operation o WHERE o.id = d.operation_id AND o.state IN ('accepted', 'running')))""", String.class, database.name(), run.operationId());
        left.forEach(name -> dropDatabase(database, name));
        return left;
    }

    @Override
    public void claim(Database database, String name, OperationRun run) {
        claim(database, name, true, run);
    }

    @Override
    public void claimPart(Database database, String name, OperationRun run) {
        claim(database, name, false, run);
    }

    private void claim(Database database, String name, boolean whole, OperationRun run) {
        try (Connection connection = operated.open(database)) {
            if (isThere(connection, name)) {
                throw new OperationFailed(
                        Reason.PRECONDITION,
                        "a database " + name + " is there already, and no drill made it",
                        "choose another name with --into, or drop it");
            }
            if (whole) {
                needRoom(connection, database);
            }
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
        control.update(
                "INSERT INTO drill_scratch (database, name, operation_id, attempt) VALUES (?, ?, ?, ?)",
                database.name(),
                name,
                run.operationId(),
                run.attempt());
    }

    private static boolean isThere(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    /** Only where the server's disk is this machine's: nothing else can be told through SQL. */
    private static void needRoom(Connection connection, Database database) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_database_size(current_database()), current_setting('data_directory')")) {
            if (!row.next() || !HERE.contains(database.host())) {
                return;
            }
            long needed = row.getLong(1);
            Path folder = Path.of(row.getString(2));
            if (!Files.isDirectory(folder)) {
                return;
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw new OperationFailed(
                        Reason.PRECONDITION,
                        String.format(
                                Locale.ROOT,
                                "the server of %s has %.0f MB free in %s, a scratch copy of it takes about %.0f MB",
                                database.name(),
                                free / MB,
                                folder,
                                needed / MB),
                        "free space there, then: chronoops drill --database " + database.name());
            }
        } catch (IOException _) {
            // that disk does not tell: the restore itself will
        }
    }

    @Override
    public void drop(Database database, String name, OperationRun run) {
        List<Integer> mine = control.queryForList(
                "SELECT attempt FROM drill_scratch WHERE database = ? AND name = ? AND operation_id = ? AND attempt = ?",
                Integer.class,
                database.name(),
                name,
                run.operationId(),
                run.attempt());
        if (!mine.isEmpty()) {
            dropDatabase(database, name);
        }
    }

    private void dropDatabase(Database database, String name) {
        try (Connection connection = operated.open(database, database.dbname(), Operated.RESTORE_ROLE);
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + Identifier.quote(name) + " WITH (FORCE)");
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.RESTORE_ROLE, e);
        }
        forget(database, name);
    }

    @Override
    public void keep(Database database, String name, OperationRun run) {
        forget(database, name);
    }

    private void forget(Database database, String name) {
        control.update("DELETE FROM drill_scratch WHERE database = ? AND name = ?", database.name(), name);
    }
}
