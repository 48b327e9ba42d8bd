package io.chronoops.monitor.probe.cachehit;

import io.chronoops.monitor.probe.Counters;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Hits among the blocks asked for since the look before. Too few blocks say nothing, and so does a first look. */
@Component
final class CacheHitProbe implements DatabaseProbe {
    private static final double ENOUGH_BLOCKS = 500;

    @Override
    public String name() {
        return "cache-hit";
    }

    @Override
    public Looking open(String database) {
        return new Opened();
    }

    private static final class Opened implements Looking {
        private final Counters counters = new Counters();

        @Override
        public Sighting look(Session session) throws SQLException {
            Row row =
                    session.row("SELECT blks_hit, blks_read FROM pg_stat_database WHERE datname = current_database()");
            var growth = counters.take(row, "blks_hit", "blks_read");
            var findings = new Findings().countersReset(growth.isReset());
            double hit = growth.of("blks_hit");
            double read = growth.of("blks_read");
            if (hit + read < ENOUGH_BLOCKS) {
                return findings.seen();
            }
            return findings.sample(
                            "cache_hit_ratio",
                            hit / (hit + read),
                            "ratio",
                            Map.of("blocksHit", hit, "blocksRead", read))
                    .gauge(
                            "chronoops_cache_hit_ratio",
                            "Blocks found in the cache since the look before.",
                            hit / (hit + read))
                    .seen();
        }
    }
}
