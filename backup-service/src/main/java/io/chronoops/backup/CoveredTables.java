package io.chronoops.backup;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.coverage.Coverage;
import io.chronoops.backup.coverage.Uncovered;
import io.chronoops.backup.schema.KnownSchemas;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many tables of a database are covered and how many are not, as metrics ask: the repository is read once a minute at most. */
final class CoveredTables {
    private static final Logger LOG = LoggerFactory.getLogger(CoveredTables.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Manifests manifests;
    private final Segments segments;
    private final KnownSchemas schemas;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Instant at, double covered, double uncovered) {}

    CoveredTables(Manifests manifests, Segments segments, KnownSchemas schemas, Clock clock) {
        this.manifests = manifests;
        this.segments = segments;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** NaN: there is no full backup, or the repository cannot be read. */
    double covered(String database) {
        return look(database).covered();
    }

    /** NaN: there is no full backup, or the repository cannot be read. */
    double uncovered(String database) {
        return look(database).uncovered();
    }

    private Seen look(String database) {
        Instant now = clock.instant();
        Seen last = seen.get(database);
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            last = read(database, now);
            seen.put(database, last);
        }
        return last;
    }

    private Seen read(String database, Instant now) {
        try {
            var bases = manifests.of(database);
            return Uncovered.now(bases, Coverage.of(bases, segments.of(database), schemas.of(database)))
                    .map(tables -> new Seen(
                            now,
                            tables.of() - tables.uncovered().size(),
                            tables.uncovered().size()))
                    .orElse(new Seen(now, Double.NaN, Double.NaN));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("database", database).setCause(e).log("coverage cannot be told");
            return new Seen(now, Double.NaN, Double.NaN);
        }
    }
}
