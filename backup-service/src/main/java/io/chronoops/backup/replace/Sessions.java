package io.chronoops.backup.replace;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the sessions of a database and waits until they are gone. Those without a user are PostgreSQL's own and give way by
 * themselves; of strangers' sessions no more can be seen than who they are.
 */
record Sessions(Cluster cluster, String role) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String OTHERS = """
            FROM pg_stat_activity a LEFT JOIN pg_roles r ON r.rolname = a.usename
            WHERE a.datname = ? AND a.usename IS NOT NULL""";
    private static final String SAID =
            "SELECT 'session ' || a.pid || ' of ' || a.usename || ' (' || coalesce(a.application_name, '') || ')' ";

    /** All but those of the capture, which must still read what was committed. */
    void endAllButCapture(String dbname) throws SQLException {
        end(dbname, " AND a.usename IS DISTINCT FROM '" + Operated.BACKUP_ROLE + "'");
    }

    void endAll(String dbname) throws SQLException {
        end(dbname, "");
    }

    /** Those that the restoring role may not end. */
    List<String> ofSuperusers(String dbname) throws SQLException {
        return cluster.strings(SAID + OTHERS + " AND r.rolsuper", dbname);
    }

    private void end(String dbname, String which) throws SQLException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> pids = cluster.strings("SELECT a.pid::text " + OTHERS + which, dbname);
            if (pids.isEmpty()) {
                return;
            }
            for (String pid : pids) {
                end(dbname, which, pid);
            }
            if (System.nanoTime() > until) {
                throw staying(dbname, String.join(", ", cluster.strings(SAID + OTHERS + which, dbname)));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void end(String dbname, String which, String pid) throws SQLException {
        try {
            cluster.strings("SELECT pg_terminate_backend(?::int)::text", pid);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            List<String> who = cluster.strings(SAID + OTHERS + which + " AND a.pid::text = ?", dbname, pid);
            if (!who.isEmpty()) {
                throw staying(dbname, who.getFirst());
            }
        }
    }

    OperationFailed staying(String dbname, String who) {
        return new OperationFailed(
                Reason.LOCKED,
                who + " is in " + dbname + " and cannot be ended by " + role,
                "end it (SELECT pg_terminate_backend(PID) as a superuser, or GRANT pg_signal_backend TO " + role
                        + " for sessions of other roles), then restore again");
    }
}
