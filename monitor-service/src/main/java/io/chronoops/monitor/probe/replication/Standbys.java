package io.chronoops.monitor.probe.replication;

import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The standbys of a server, those that were cut off included: they leave pg_stat_replication, and their lag grows. */
final class Standbys {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final LsnClock clock = new LsnClock(REMEMBERED);
    private final Map<String, Standby> known = new TreeMap<>();

    private record Standby(String name, String state, long replayed, double reportedLag, double seenAt) {}

    /** What is known at this moment, given the rows of those connected. */
    Findings report(double now, long lsn, List<Row> connected) {
        clock.tick(now, lsn);
        for (Row row : connected) {
            var standby = new Standby(
                    row.text("name"), row.text("state"), row.whole("replayed"), row.number("replay_lag"), now);
            known.put(standby.name(), standby);
        }
        known.values().removeIf(standby -> standby.seenAt() < now - REMEMBERED.toSeconds());
        var findings = new Findings();
        known.values().forEach(standby -> sample(findings, standby, now, lsn));
        return findings;
    }

    private void sample(Findings findings, Standby standby, double now, long lsn) {
        boolean connected = standby.seenAt() == now;
        long behind = Math.max(0, lsn - standby.replayed());
        double waiting = clock.waiting(now, standby.replayed());
        double lag = behind == 0 ? 0 : Math.max(waiting, connected ? standby.reportedLag() : 0);
        String state = connected ? standby.state() : "disconnected";
        findings.sample(
                        "replication_lag_seconds",
                        standby.name(),
                        lag,
                        "seconds",
                        Map.of("state", state, "behindBytes", behind, "silentSeconds", now - standby.seenAt()))
                .gauge(
                        "chronoops_replication_standby_lag_seconds",
                        "Seconds that the oldest change not replayed by the standby has been waiting.",
                        lag,
                        "standby",
                        standby.name())
                .gauge(
                        "chronoops_replication_standby_connected",
                        "Whether the standby is connected.",
                        connected ? 1 : 0,
                        "standby",
                        standby.name());
    }
}
