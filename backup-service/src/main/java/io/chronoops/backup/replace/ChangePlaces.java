package io.chronoops.backup.replace;

import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.capture.Slots;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets two databases change places while the application waits outside: nobody in, log sealed, slot moved, then one
 * transaction that renames both. Until that commits all of it can be put back.
 */
final class ChangePlaces {
    private static final Logger LOG = LoggerFactory.getLogger(ChangePlaces.class);
    private static final int SLOT_SECONDS = 30;
    private static final int RENAME_SECONDS = 30;

    private final Operated operated;
    private final Captures captures;
    private final String role;

    ChangePlaces(Operated operated, Captures captures, String role) {
        this.operated = operated;
        this.captures = captures;
        this.role = role;
    }

    /** Which ones; careful: with a safety backup, and every commit in the log. */
    record Pair(Database database, Names names, String operationId, boolean careful) {
        Database restored() {
            return new Database(
                    database.name(), database.host(), database.port(), names.restored(), database.sslmode());
        }
    }

    /** A slot can be made in the restored database: tried before anybody has to wait for it. */
    void tryTheSlot(Pair pair) throws SQLException {
        try (Connection session = operated.open(pair.restored())) {
            Slots.createTemporary(session, Slots.name(pair.database().name()) + "_try", SLOT_SECONDS);
        }
    }

    void change(Pair pair, Cluster cluster, OperationRun run) throws SQLException, InterruptedException {
        Names names = pair.names();
        var sessions = new Sessions(cluster, role);
        long closed = System.nanoTime();
        try (@Nullable Connection last = pair.careful() ? operated.open(pair.database()) : null) {
            run.progress("refusing sessions", 0, 0, "");
            cluster.admit(names.present(), false);
            FaultPoint.reached("replace.closed");
            sessions.endAllButCapture(names.present());
            seal(pair, last, run);
            FaultPoint.reached("replace.sealed");
        }
        run.progress("stopping the capture", 0, 0, "");
        captures.removed(pair.database().name());
        sessions.endAll(names.present());
        String slot = Slots.name(pair.database().name());
        try (Connection session = operated.open(pair.restored())) {
            Slots.drop(session, slot);
            FaultPoint.reached("replace.slot-dropped");
            Slots.create(session, slot, SLOT_SECONDS);
        }
        FaultPoint.reached("replace.slot-made");
        run.progress("changing places", 0, 0, "");
        sessions.endAll(names.restored());
        swap(pair, cluster);
        LOG.atInfo()
                .addKeyValue("database", pair.database().name())
                .addKeyValue("closed", Duration.ofNanos(System.nanoTime() - closed))
                .log("databases have changed places");
        FaultPoint.reached("replace.swapped");
    }

    private void seal(Pair pair, @Nullable Connection last, OperationRun run)
            throws SQLException, InterruptedException {
        if (last == null) {
            return;
        }
        run.progress("sealing the log up to the last commit", 0, 0, "");
        var archive = captures.archive(pair.database().name())
                .orElseThrow(() -> new OperationFailed(
                        Reason.BUSY,
                        "the capture of " + pair.database().name() + " does not run here",
                        "try again in a moment"));
        new SealTheEnd(archive, last).seal(run.operationId() + "-" + run.attempt() + "-end");
    }

    private void swap(Pair pair, Cluster cluster) throws SQLException {
        Names names = pair.names();
        Connection session = cluster.connection();
        session.setAutoCommit(false);
        try (var statement = session.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '" + RENAME_SECONDS + "s'");
            PresentSettings.read(cluster, names.present()).give(cluster, names.restored(), role);
            statement.execute("COMMENT ON DATABASE " + Identifier.quote(names.present()) + " IS "
                    + Identifier.literal(Cluster.REPLACED + pair.operationId() + " at "
                            + Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            statement.execute("ALTER DATABASE " + Identifier.quote(names.present()) + " RENAME TO "
                    + Identifier.quote(names.kept()));
            statement.execute("ALTER DATABASE " + Identifier.quote(names.restored()) + " RENAME TO "
                    + Identifier.quote(names.present()));
            statement.execute("ALTER DATABASE " + Identifier.quote(names.kept()) + " ALLOW_CONNECTIONS true");
            session.commit();
            session.setAutoCommit(true);
        }
    }

    /** The operated database serves as before; one whose slot is gone begins a new chain. */
    void putBack(Pair pair, Cluster cluster) throws SQLException {
        cluster.admit(pair.names().present(), true);
        String slot = Slots.name(pair.database().name());
        try (Connection session = operated.open(pair.database())) {
            if (Slots.find(session, slot).isEmpty()) {
                Slots.drop(session, slot); // one of the restored database
                Slots.create(session, slot, SLOT_SECONDS);
            }
        }
        if (captures.archive(pair.database().name()).isEmpty()) {
            captures.added(pair.database());
        }
    }
}
