package io.chronoops.backup.archive;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log of each database takes at rest. Counted anew now and then, aside: whoever asks is not kept waiting. */
public final class ArchiveTotals {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveTotals.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Segments segments;
    private final Clock clock;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    /** Of these segments. */
    public ArchiveTotals(Segments segments, Clock clock) {
        this.segments = segments;
        this.clock = clock;
    }

    /**
     * Sealed segments that are there.
     *
     * @param bytes of them
     * @param changes of rows in them
     */
    public record Totals(long segments, long bytes, long changes) {
        /** Of these. */
        public static Totals of(List<Segment> log) {
            return new Totals(
                    log.size(),
                    log.stream().mapToLong(Segment::bytes).sum(),
                    log.stream().mapToLong(Segment::changes).sum());
        }
    }

    private record Counted(Instant at, @Nullable Totals totals) {}

    /** Those of a database as they were a minute ago at most; empty: not counted yet, or the repository cannot be read. */
    public Optional<Totals> of(String database) {
        Instant now = clock.instant();
        Counted last = counted.get(database);
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            counted.put(database, new Counted(now, last == null ? null : last.totals()));
            Thread.ofVirtual().name("archive-totals").start(() -> count(database));
        }
        return Optional.ofNullable(last == null ? null : last.totals());
    }

    private void count(String database) {
        Totals totals = null;
        try {
            totals = Totals.of(segments.of(database));
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().addKeyValue("database", database).setCause(e).log("what the log takes cannot be counted");
        }
        counted.put(database, new Counted(clock.instant(), totals));
    }
}
