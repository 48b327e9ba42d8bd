package io.chronoops.monitor.probe.transactions;

import io.chronoops.monitor.probe.Counters;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Everything in pg_stat_database that dashboards draw, and the share of transactions rolled back since the look before. */
@Component
final class TransactionsProbe implements DatabaseProbe {
    private static final double ENOUGH_TRANSACTIONS = 20;
    private static final List<String> EXPORTED = List.of(
            "numbackends",
            "xact_commit",
            "xact_rollback",
            "blks_read",
            "blks_hit",
            "tup_returned",
            "tup_fetched",
            "tup_inserted",
            "tup_updated",
            "tup_deleted",
            "conflicts",
            "deadlocks",
            "temp_files",
            "temp_bytes");

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public Looking open(String database) {
        return new Opened();
    }

    private static final class Opened implements Looking {
        private final Counters counters = new Counters();

        @Override
        public Sighting look(Session session) throws SQLException {
            Row row = session.row("SELECT datname, " + String.join(", ", EXPORTED)
                    + " FROM pg_stat_database WHERE datname = current_database()");
            var growth = counters.take(row, "xact_commit", "xact_rollback", "deadlocks");
            var findings = new Findings().countersReset(growth.isReset());
            for (String column : EXPORTED) {
                findings.gauge(
                        "pg_stat_database_" + column,
                        "pg_stat_database." + column + ".",
                        row.number(column),
                        "datname",
                        row.text("datname"));
            }
            double ended = growth.of("xact_commit") + growth.of("xact_rollback");
            Map<String, Double> evidence = growth.by();
            findings.sample("deadlocks", growth.of("deadlocks"), "count", evidence);
            if (ended >= ENOUGH_TRANSACTIONS) {
                findings.sample("rollback_ratio", growth.of("xact_rollback") / ended, "ratio", evidence);
            }
            return findings.seen();
        }
    }
}
