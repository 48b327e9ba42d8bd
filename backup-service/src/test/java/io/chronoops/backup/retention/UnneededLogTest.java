package io.chronoops.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.compaction.Compacted;
import io.chronoops.backup.compaction.CompactedRuns;
import io.chronoops.backup.compaction.Logs;
import io.chronoops.backup.compaction.ShorterLog;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bases are kept, each still has all of the log that a restore from it reads, folded or not. */
class UnneededLogTest {
    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private static Manifest base(long lsn, Snapshot snapshot) {
        return new Manifest(
                1,
                "b" + lsn,
                "shop",
                "full",
                Instant.ofEpochSecond(lsn),
                Instant.ofEpochSecond(lsn),
                new Manifest.Server("15", "1", 1, "shop", "UTF8", "C", "C"),
                snapshot.text(),
                lsn,
                0,
                "none",
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_base_loses_a_segment_that_it_needs_and_no_folded_file_outlives_its_segments(long seed) {
        var random = new Random(seed);
        List<Segment> log = Logs.random(random, 2 + random.nextInt(40));
        List<Manifest> bases = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            bases.add(base(random.nextLong(log.getLast().lastLsn()), Logs.snapshot(random, 60)));
        }
        List<Compacted> compacted = new ArrayList<>();
        for (int from = 0; from + 2 < log.size(); from += 2 + random.nextInt(6)) {
            compacted.add(Logs.compacted(log.subList(from, Math.min(log.size() - 1, from + 2 + random.nextInt(4)))));
        }

        List<Segment> unneeded = UnneededLog.of(log, bases);

        List<Segment> left = log.subList(unneeded.size(), log.size());
        assertThat(log.subList(0, unneeded.size())).isEqualTo(unneeded);
        List<Compacted> orphaned = CompactedRuns.orphaned(compacted, left);
        List<Compacted> folded =
                compacted.stream().filter(one -> !orphaned.contains(one)).toList();
        assertThat(folded)
                .allMatch(one -> !left.isEmpty()
                        && left.getFirst().firstLsn() <= one.content().firstLsn());
        if (bases.isEmpty()) {
            assertThat(unneeded).isEmpty();
        }
        for (Manifest base : bases) {
            List<Segment> needed = needed(log, base);
            assertThat(left).as("seed %d", seed).containsAll(needed);
            assertThat(ShorterLog.of(needed, folded, base.visible(), Long.MAX_VALUE))
                    .as("seed %d: the same whether what was not needed is there or not", seed)
                    .isEqualTo(ShorterLog.of(needed, compacted, base.visible(), Long.MAX_VALUE));
        }
    }

    /** From the first that may hold a transaction which the base does not see. */
    private static List<Segment> needed(List<Segment> log, Manifest base) {
        return log.stream()
                .dropWhile(segment -> segment.lastLsn() < base.lsn()
                        && segment.maxXid() < base.visible().xmin())
                .toList();
    }
}
