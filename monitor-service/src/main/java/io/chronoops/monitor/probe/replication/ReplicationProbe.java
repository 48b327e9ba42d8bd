package io.chronoops.monitor.probe.replication;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * On a server with standbys: the lag of each. On a standby: its own, never 0 only because all that was received is
 * replayed: one that is cut off has that too.
 */
@Component
final class ReplicationProbe implements DatabaseProbe {
    private static final String OWN = """
            SELECT pg_is_in_recovery() AS in_recovery, extract(epoch FROM clock_timestamp())::float8 AS now,
                   ((CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_replay_lsn(), pg_last_wal_receive_lsn())
                          ELSE pg_current_wal_lsn() END) - '0/0'::pg_lsn)::bigint AS lsn,
                   coalesce(w.status, 'no receiver') AS receiver,
                   extract(epoch FROM clock_timestamp() - w.last_msg_receipt_time)::float8 AS silent_seconds,
                   CASE WHEN NOT pg_is_in_recovery() THEN 0
                        WHEN w.status = 'streaming' AND clock_timestamp() - w.last_msg_receipt_time < interval '60 s'
                             AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                        ELSE greatest(0, extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()))
                   END::float8 AS lag_seconds,
                   CASE WHEN pg_is_in_recovery() THEN pg_is_wal_replay_paused() ELSE false END AS paused
            FROM (SELECT 1) one LEFT JOIN pg_stat_wal_receiver w ON true
            """;
    private static final String STANDBYS = """
            SELECT coalesce(s.slot_name, r.application_name || '@' || coalesce(r.client_addr::text, 'local')) AS name,
                   r.state, (r.replay_lsn - '0/0'::pg_lsn)::bigint AS replayed,
                   extract(epoch FROM r.replay_lag)::float8 AS replay_lag
            FROM pg_stat_replication r LEFT JOIN pg_replication_slots s ON s.active_pid = r.pid
            WHERE r.state IS DISTINCT FROM 'backup' AND s.slot_type IS DISTINCT FROM 'logical'
              AND r.replay_lsn IS NOT NULL
            """;
    private static final String HIDDEN = "SELECT count(*) AS hidden FROM pg_stat_activity WHERE backend_type IS NULL";

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public Looking open(String database) {
        var standbys = new Standbys();
        return session -> look(session, standbys);
    }

    private static Sighting look(Session session, Standbys standbys) throws SQLException {
        double hidden = session.row(HIDDEN).number("hidden");
        if (hidden > 0) {
            return Blind.hiddenSessions(session, hidden);
        }
        Row own = session.row(OWN);
        boolean standby = own.flag("in_recovery");
        if (standby && own.maybe("lag_seconds").isEmpty()) {
            return new Blind(
                    Cause.FAILED,
                    "the standby has replayed no commit yet and does not stream: its lag is not known",
                    "see its primary_conninfo and its log");
        }
        Findings findings = standbys.report(own.number("now"), own.whole("lsn"), session.rows(STANDBYS))
                .gauge("pg_replication_is_replica", "Whether this server is a standby.", standby ? 1 : 0)
                .gauge("pg_replication_lag_seconds", "A standby's own lag; 0 on a primary.", own.number("lag_seconds"));
        if (standby) {
            findings.sample(
                    "replication_lag_seconds",
                    own.number("lag_seconds"),
                    "seconds",
                    Map.of(
                            "receiver", own.text("receiver"),
                            "silentSeconds", own.number("silent_seconds"),
                            "replayPaused", own.flag("paused")));
        }
        return findings.seen();
    }
}
