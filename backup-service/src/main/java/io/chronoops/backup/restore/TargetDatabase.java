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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    /** The session that makes it, while it is opened ahead. */
    private @Nullable CompletableFuture<Connection> approach;

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
            Found found = find(connection, name);
            if (found.isOf(operationId)) {
                endLeftSessions(connection);
                DoneSteps steps = doneSteps();
                if (steps.serve(plan)) {
                    oid = found.oid();
                    return steps;
                }
            }
            make(connection, found, like, operationId);
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
            make(connection, find(connection, name), like, operationId);
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /** Begins to open the session that makes it, for who knows before what it must be like that it will be made. */
    void approach() {
        approach = CompletableFuture.supplyAsync(this::openBeside, Thread::startVirtualThread);
    }

    private Connection beside() {
        CompletableFuture<Connection> begun = approach;
        approach = null;
        if (begun == null) {
            return openBeside();
        }
        try {
            return begun.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Connection openBeside() {
        // to make and to drop one wait for the disk whatever is set; its name and mark are on it with the last commit
        return operated.fill(server, server.dbname(), role);
    }

    private void make(Connection connection, Found found, Manifest.Server like, String operationId)
            throws SQLException {
        Upward.check(connection, server, like.version());
        try (var statement = connection.createStatement()) {
            Found now = found.isOf(operationId) ? find(connection, name) : found; // some time may have passed since
            if (now.isThere()) {
                if (!now.isOf(operationId) || now.oid() != found.oid()) {
                    throw isThere(null);
                }
                drop(statement, name);
            }
            String unmarked = unmarked(operationId);
            String create = "CREATE DATABASE " + Identifier.quote(unmarked) + " TEMPLATE "
                    + (template == null
                            ? "template0 ENCODING " + Identifier.literal(like.encoding()) + " LC_COLLATE "
                                    + Identifier.literal(like.collate()) + " LC_CTYPE "
                                    + Identifier.literal(like.ctype())
                            : Identifier.quote(template));
            try {
                statement.execute(create);
            } catch (SQLException e) {
                if (!DUPLICATE.equals(e.getSQLState())) {
                    throw e;
                }
                drop(statement, unmarked); // an attempt left it that died before it could mark it
                statement.execute(create);
            }
            FaultPoint.reached("restore.made");
            take(statement, unmarked, FILLING + operationId);
            oid = find(connection, name).oid();
        }
    }

    /** Until it is marked as ours it has a name that nobody else gives: an attempt that dies before leaves it to the next. */
    private static String unmarked(String operationId) {
        return "chronoops_" + UUID.nameUUIDFromBytes(operationId.getBytes(StandardCharsets.UTF_8));
    }

    private void take(Statement statement, String unmarked, String mark) throws SQLException {
        try {
            statement.execute(comment(unmarked, mark) + "; ALTER DATABASE " + Identifier.quote(unmarked) + " RENAME TO "
                    + Identifier.quote(name));
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

    /**
     * What has its name.
     *
     * @param oid 0: nothing
     * @param comment empty: none
     */
    private record Found(long oid, String comment) {
        boolean isThere() {
            return oid != 0;
        }

        boolean isOf(String operationId) {
            return comment.equals(FILLING + operationId) || comment.equals(FILLED + operationId);
        }
    }

    private static Found find(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT oid, coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            ResultSet row = query.executeQuery();
            return row.next() ? new Found(row.getLong(1), row.getString(2)) : new Found(0, "");
        }
    }

    private DoneSteps doneSteps() throws SQLException {
        try (Connection inside = operated.open(server, name, role)) {
            return DoneSteps.found(inside);
        }
    }

    private static void drop(Statement statement, String name) throws SQLException {
        statement.execute("DROP DATABASE IF EXISTS " + Identifier.quote(name) + " WITH (FORCE)");
    }

    private static String comment(String name, String text) {
        return "COMMENT ON DATABASE " + Identifier.quote(name) + " IS " + Identifier.literal(text);
    }

    /** Drops it if runs of this operation that died left it half-filled; anybody else's stays. */
    void dropLeft(String operationId) {
        try (Connection connection = beside();
                var statement = connection.createStatement()) {
            drop(statement, unmarked(operationId));
            if (find(connection, name).isOf(operationId)) {
                drop(statement, name);
            }
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /** It is whole now: says so, or what it waits for, unless the source's own comment stands there already. */
    void finish(String operationId) {
        try (Connection connection = sessions.session()) {
            finish(connection, operationId, true);
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /**
     * The same by this session.
     *
     * @param commented whether the source's own may stand there
     */
    void finish(Connection connection, String operationId, boolean commented) throws SQLException {
        try (var statement = connection.createStatement()) {
            String comment = commented ? find(connection, name).comment() : FILLING + operationId;
            // the source's own one is written again: this commit takes all before it to the disk
            statement.execute("SET synchronous_commit = on; "
                    + comment(
                            name,
                            comment.equals(FILLING + operationId)
                                    ? (template == null ? FILLED : Replacement.RESTORED) + operationId
                                    : comment));
        }
    }

    /** It is not wanted: drops what this run has made or found, not what another has made anew since. */
    void drop() {
        if (oid == 0) {
            return;
        }
        try (Connection connection = beside();
                var statement = connection.createStatement()) {
            if (find(connection, name).oid() == oid) {
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
        CompletableFuture<Connection> unused = approach;
        approach = null;
        if (unused != null) {
            var _ = unused.thenAccept(TargetSessions::end);
        }
    }
}
