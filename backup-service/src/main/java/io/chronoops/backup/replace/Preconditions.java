package io.chronoops.backup.replace;

import io.chronoops.backup.capture.CaptureStatus;
import io.chronoops.backup.capture.Captures;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks, before anything is changed, whether a replacement can be carried through; what cannot is named with its mend. */
record Preconditions(Cluster cluster, Captures captures, String role) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    /** All of them; returns the template of the new database. */
    String check(Database database, Names names, boolean withSafetyBackup, OperationRun run) throws SQLException {
        rights(names.present());
        if (withSafetyBackup) {
            capture(database, run);
        }
        if (cluster.exists(names.kept())) {
            throw missing(
                    "the old database would be kept as " + names.kept() + ", and one of that name is there already",
                    "drop or rename it");
        }
        leftInside(names.present());
        rehearse(names.present());
        return template(database, names.present());
    }

    private void rights(String dbname) throws SQLException {
        if (!cluster.is("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")) {
            throw missing(role + " may not rename databases", "ALTER ROLE " + role + " CREATEDB");
        }
        if (!cluster.is("SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = ?", dbname)) {
            String owner = cluster.strings("SELECT datdba::regrole::text FROM pg_database WHERE datname = ?", dbname)
                    .getFirst();
            throw missing(
                    role + " is no member of " + owner + ", who owns " + dbname + ": it may not rename it",
                    "GRANT " + owner + " TO " + role + ", or name a superuser as chronoops.restore.role");
        }
        if (!cluster.is("SELECT pg_has_role('pg_signal_backend', 'USAGE')")) {
            throw missing(
                    role + " may not end the sessions of other roles",
                    "GRANT pg_signal_backend TO " + role + " (chronoops databases prepare does)");
        }
    }

    private void capture(Database database, OperationRun run) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!(captures.status(database.name()) instanceof CaptureStatus.Streaming)) {
            if (System.nanoTime() > until) {
                throw missing(
                        "changes of " + database.name() + " are not being captured ("
                                + (captures.status(database.name()) instanceof CaptureStatus.Down(String why)
                                        ? why
                                        : "it is starting")
                                + "): its last ones would be lost to every later restore",
                        "wait until chronoops databases list shows it streaming; where the database is beyond that,"
                                + " --no-safety-backup goes without");
            }
            run.progress("waiting for the capture of " + database.name(), 0, 0, "");
            run.stopIfCancelled();
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void leftInside(String dbname) throws SQLException {
        List<String> prepared = cluster.strings("SELECT gid FROM pg_prepared_xacts WHERE database = ?", dbname);
        if (!prepared.isEmpty()) {
            throw missing(
                    "prepared transaction " + prepared.getFirst() + " is open in " + dbname
                            + ": it can be in neither database",
                    "COMMIT PREPARED or ROLLBACK PREPARED it");
        }
        var sessions = new Sessions(cluster, role);
        List<String> superusers = sessions.ofSuperusers(dbname);
        if (!superusers.isEmpty() && !cluster.is("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
            throw sessions.staying(dbname, superusers.getFirst());
        }
    }

    /** What the restored one is to have, the present one is given once more, and that is undone. */
    private void rehearse(String dbname) throws SQLException {
        PresentSettings present = PresentSettings.read(cluster, dbname);
        cluster.connection().setAutoCommit(false);
        try {
            present.give(cluster, dbname, role);
        } finally {
            cluster.connection().rollback();
            cluster.connection().setAutoCommit(true);
        }
    }

    private String template(Database database, String dbname) throws SQLException {
        Template template = Template.of(cluster.connection(), dbname);
        if (!template.isThere()) {
            throw new OperationFailed(
                    Reason.NOT_PREPARED,
                    "the template database " + template
                            + " is missing: only from it the restored database has the event"
                            + " triggers, without which changes of its schema would not be captured",
                    "chronoops databases prepare " + database.name() + " makes it");
        }
        return template.name();
    }

    private static OperationFailed missing(String what, String mend) {
        return new OperationFailed(Reason.PRECONDITION, what, mend);
    }
}
