package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.script.Entry;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The database that a restore makes and fills. */
final class TargetDatabase {
    private static final String DUPLICATE = "42P04";
    /** Marks a database as ours while it is being filled, so that a second attempt may go on with it or drop it. */
    private static final String FILLING = "chronoops: being restored by ";
    /** Tells people where it comes from, and an attempt that could not say so that it was done. */
    private static final String FILLED = "chronoops: restored by ";

    private final Database server;
    private final String name;
    private final Operated operated;
    private final String role;

    TargetDatabase(Database server, String name, Operated operated, String role) {
        this.server = server;
        this.name = name;
        this.operated = operated;
        this.role = role;
    }

    String name() {
        return name;
    }

    Connection open() {
        return operated.open(server, name, role);
    }

    /**
     * Makes it empty, or finds how far an earlier attempt of this operation with the same plan came; what an attempt left
     * that went another way is dropped.
     */
    DoneSteps create(Manifest.Server like, String operationId, String plan) {
        try (Connection connection = operated.open(server, server.dbname(), role);
                var statement = connection.createStatement()) {
            String comment = comment(connection);
            if (comment.equals(FILLING + operationId) || comment.equals(FILLED + operationId)) {
                DoneSteps steps = doneSteps();
                if (steps.serve(plan)) {
                    return steps;
                }
                statement.execute("DROP DATABASE " + Identifier.quote(name) + " WITH (FORCE)");
            }
            statement.execute("CREATE DATABASE " + Identifier.quote(name) + " TEMPLATE template0 ENCODING "
                    + Identifier.literal(like.encoding()) + " LC_COLLATE " + Identifier.literal(like.collate())
                    + " LC_CTYPE " + Identifier.literal(like.ctype()));
            mark(statement, FILLING + operationId);
            try (Connection inside = open()) {
                return DoneSteps.none(inside, plan);
            }
        } catch (SQLException e) {
            if (DUPLICATE.equals(e.getSQLState())) {
                throw new OperationFailed(
                        Reason.PRECONDITION,
                        "a database " + name + " is there already",
                        "choose another name with --into, or drop it",
                        e);
            }
            throw Operated.failure(server, role, e);
        }
    }

    private DoneSteps doneSteps() throws SQLException {
        try (Connection inside = open()) {
            return DoneSteps.found(inside);
        }
    }

    private void mark(Statement statement, String comment) throws SQLException {
        statement.execute("COMMENT ON DATABASE " + Identifier.quote(name) + " IS " + Identifier.literal(comment));
    }

    private String comment(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            ResultSet row = query.executeQuery();
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** It is whole now: says so, unless the source's own comment stands there already. */
    void finish(String operationId) {
        try (Connection connection = operated.open(server, server.dbname(), role);
                var statement = connection.createStatement()) {
            if (comment(connection).equals(FILLING + operationId)) {
                mark(statement, FILLED + operationId);
            }
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /** It is not wanted: drops it. */
    void drop() {
        try (Connection connection = operated.open(server, server.dbname(), role);
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + Identifier.quote(name) + " WITH (FORCE)");
        } catch (SQLException e) {
            throw Operated.failure(server, role, e);
        }
    }

    /** Statements about a database, which name it by psql's variable db, about this one. */
    List<Entry> named(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.with(entry.statements().stream()
                        .map(statement -> statement.replace(":\"db\"", Identifier.quote(name)))
                        .toList()))
                .toList();
    }

    /** What one of several sessions does. */
    interface Work {
        void in(Connection session) throws SQLException, IOException;
    }

    /** Does the same in several sessions at once, until all have ended; the first failure is thrown. */
    void inParallel(int jobs, Work work) throws IOException {
        Callable<Void> worker = () -> {
            try (Connection session = open()) {
                work.in(session);
            }
            return null;
        };
        try (var workers = Executors.newFixedThreadPool(jobs)) {
            List<Future<Void>> futures = Collections.nCopies(jobs, worker).stream()
                    .map(workers::submit)
                    .toList();
            for (Future<Void> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailed(Reason.INTERRUPTED, "the service was stopped", "send the command again", e);
        }
    }

    private RuntimeException failure(@Nullable Throwable cause) throws IOException {
        return switch (cause) {
            case SQLException sql -> failure(sql);
            case IOException io -> throw io;
            case RuntimeException runtime -> runtime;
            case null, default -> new IllegalStateException(cause);
        };
    }

    OperationFailed failure(SQLException e) {
        return Operated.failure(server, role, e);
    }
}
