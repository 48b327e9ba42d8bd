package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.script.Entry;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The database that a restore makes and fills. */
final class TargetDatabase implements AutoCloseable {
    private static final String DUPLICATE = "42P04";
    /** Marks a database as ours while it is being filled, so that a second attempt may go on with it or drop it. */
    private static final String FILLING = "chronoops: being restored by ";
    /** Tells people where it comes from, and an attempt that could not say so that it was done. */
    private static final String FILLED = "chronoops: restored by ";

    private static final String LEFT = "FROM pg_stat_activity WHERE datname = ? AND usename = current_user";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Database server;
    private final String name;
    private final Operated operated;
    private final String role;
    private final TargetSessions sessions;
    /** What it begins with, where it is to replace the operated database; null: it is to stay beside it. */
    private final @Nullable String template;
    /** Which one of this name it is: a run that overtook this one may have made another since. */
    private long oid;

    TargetDatabase(Database server, String name, Operated operated, String role) {
        this(server, name, operated, role, null);
    }

    TargetDatabase(Database server, String name, Operated operated, String role, @Nullable String template) {
        this.server = server;
        this.name = name;
        this.operated = operated;
        this.role = role;
        this.template = template;
        this.sessions = new TargetSessions(server, name, operated, role);
    }

    String name() {
        return name;
    }

    TargetSessions sessions() {
        return sessions;
    }

    /**
     * Makes it empty, or finds how far an earlier attempt of this operation with the same plan came; what an attempt left
     * that went another way is dropped.
     *
     * @param resumable whether to keep book of what is done
     */
    DoneSteps create(Manifest.Server like, String operationId, String plan, boolean resumable) {
        try (Connection connection = beside()) {
            if (isOf(operationId, comment(connection))) {
                endLeftSessions(connection);
                DoneSteps steps = doneSteps();
                if (steps.serve(plan)) {
                    oid = oid(connection, name);
                    return steps;
                }
            }
            make(connection, like, operationId);
            if (!resumable) {
                return DoneSteps.ofNoBook();
            }
            try (Connection inside = operated.fill(server, name, role)) {
                return DoneSteps.none(inside, plan);
            }
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /**
     * The server goes on with what a dead attempt asked for last, an index say, and commits it: what is done is known once
     * that has ended.
     */
    private void endLeftSessions(Connection connection) throws SQLException {
        try (var end = connection.prepareStatement("""
                SELECT pg_terminate_backend(pid, %d) %s""".formatted(PATIENCE.toMillis(), LEFT));
                var count = connection.prepareStatement("SELECT count(*) " + LEFT)) {
            end.setString(1, name);
            end.execute();
            count.setString(1, name);
            ResultSet left = count.executeQuery();
            left.next();
            if (left.getLong(1) > 0) {
                throw new OperationFailed(
                        Reason.LOCKED,
                        "sessions of an attempt that died do not end in " + name,
                        "see in pg_stat_activity what they wait for; once they have ended, drop " + name
                                + " and send the command again");
            }
        }
    }

    /** Makes it empty; one that an earlier attempt of this operation left half-filled is dropped first. */
    void create(Manifest.Server like, String operationId) {
        try (Connection connection = beside()) {
            make(connection, like, operationId);
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    private Connection beside() {
        return operated.open(server, server.dbname(), role);
    }

    private void make(Connection connection, Manifest.Server like, String operationId) throws SQLException {
        Upward.check(connection, server, like.version());
        try (var statement = connection.createStatement()) {
            if (isOf(operationId, comment(connection))) {
                drop(statement, name);
            }
            if (oid(connection, name) != 0) {
                throw isThere(null);
            }
            String unmarked = unmarked(operationId);
            drop(statement, unmarked);
            statement.execute("CREATE DATABASE " + Identifier.quote(unmarked) + " TEMPLATE "
                    + (template == null
                            ? "template0 ENCODING " + Identifier.literal(like.encoding()) + " LC_COLLATE "
                                    + Identifier.literal(like.collate()) + " LC_CTYPE "
                                    + Identifier.literal(like.ctype())
                            : Identifier.quote(template)));
            FaultPoint.reached("restore.made");
            mark(statement, unmarked, FILLING + operationId);
            rename(statement, unmarked);
            oid = oid(connection, name);
        }
    }

    /** Until it is marked as ours it has a name that nobody else gives: an attempt that dies before leaves it to the next. */
    private static String unmarked(String operationId) {
        return "chronoops_" + UUID.nameUUIDFromBytes(operationId.getBytes(StandardCharsets.UTF_8));
    }

    private void rename(Statement statement, String unmarked) throws SQLException {
        try {
            statement.execute("ALTER DATABASE " + Identifier.quote(unmarked) + " RENAME TO " + Identifier.quote(name));
        } catch (SQLException e) {
            drop(statement, unmarked);
            if (DUPLICATE.equals(e.getSQLState())) {
                throw isThere(e);
            }
            throw e;
        }
    }

    private OperationFailed isThere(@Nullable SQLException cause) {
        return new OperationFailed(
                Reason.PRECONDITION,
                "a database " + name + " is there already",
                "choose another name with --into, or drop it",
                cause);
    }

    private static boolean isOf(String operationId, String comment) {
        return comment.equals(FILLING + operationId) || comment.equals(FILLED + operationId);
    }

    private DoneSteps doneSteps() throws SQLException {
        try (Connection inside = operated.open(server, name, role)) {
            return DoneSteps.found(inside);
        }
    }

    private static void drop(Statement statement, String name) throws SQLException {
        statement.execute("DROP DATABASE IF EXISTS " + Identifier.quote(name) + " WITH (FORCE)");
    }

    private static void mark(Statement statement, String name, String comment) throws SQLException {
        statement.execute("COMMENT ON DATABASE " + Identifier.quote(name) + " IS " + Identifier.literal(comment));
    }

    /** Drops it if runs of this operation that died left it half-filled; anybody else's stays. */
    void dropLeft(String operationId) {
        try (Connection connection = beside();
                var statement = connection.createStatement()) {
            drop(statement, unmarked(operationId));
            if (isOf(operationId, comment(connection))) {
                drop(statement, name);
            }
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /** Which database has this name; 0: none. */
    private static long oid(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT oid FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            ResultSet row = query.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private String comment(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            ResultSet row = query.executeQuery();
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** It is whole now: says so, or what it waits for, unless the source's own comment stands there already. */
    void finish(String operationId) {
        try (Connection connection = sessions.session()) {
            finish(connection, operationId);
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /** The same by this session. */
    void finish(Connection connection, String operationId) throws SQLException {
        try (var statement = connection.createStatement()) {
            String comment = comment(connection);
            // the source's own one is written again: this commit takes all before it to the disk
            statement.execute("SET synchronous_commit = on");
            mark(
                    statement,
                    name,
                    comment.equals(FILLING + operationId)
                            ? (template == null ? FILLED : Replacement.RESTORED) + operationId
                            : comment);
        }
    }

    /** It is not wanted: drops what this run has made or found, not what another has made anew since. */
    void drop() {
        if (oid == 0) {
            return;
        }
        try (Connection connection = beside();
                var statement = connection.createStatement()) {
            if (oid(connection, name) == oid) {
                drop(statement, name);
            }
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /** Statements about a database, which name it by psql's variable db, about this one; who replaces has the present one's. */
    List<Entry> named(List<Entry> entries) {
        return template != null
                ? List.of()
                : entries.stream()
                        .map(entry -> entry.with(entry.statements().stream()
                                .map(statement -> statement.replace(":\"db\"", Identifier.quote(name)))
                                .toList()))
                        .toList();
    }

    OperationFailed failure(SQLException e) {
        return Operated.failure(server, role, e);
    }

    /** Ends its sessions. */
    @Override
    public void close() {
        sessions.close();
    }
}
