package io.chronoops.backup.retention;

import static io.chronoops.backup.retention.Made.DAY_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.retention.Retention.Decision;
import io.chronoops.backup.retention.RetentionProperties.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any history of backups, in any zone; a failure names its seed. */
class RetentionHistoriesTest {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia");
    private static final List<String> TYPES = List.of("full", "full", "full", "incremental", "schema");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private record Played(
            RetentionProperties rules, List<Backup> backups, List<Long> breaks, Instant now, List<Decision> decisions) {
        static Played of(long seed) {
            var random = new Random(seed);
            var rules = new RetentionProperties(
                    Duration.ofDays(1 + random.nextInt(40)),
                    1 + random.nextInt(3),
                    new Generations(random.nextInt(8), random.nextInt(5), random.nextInt(13), random.nextInt(6)),
                    ZONES.get(random.nextInt(ZONES.size())),
                    Duration.ofDays(random.nextBoolean() ? 7 : 36_500));
            List<Backup> backups = new ArrayList<>();
            int count = random.nextInt(40);
            int untested = random.nextInt(11);
            for (int i = 0; i < count; i++) {
                backups.add(backup(random, i, untested));
            }
            List<Backup> bases = backups.stream().filter(Backup::isBase).toList();
            for (int i = random.nextInt(6); i > 0 && !bases.isEmpty(); i--) {
                Backup base = bases.get(random.nextInt(bases.size()));
                Made made = Made.full("d" + i, 0)
                        .at(base.takenAt().plusSeconds(random.nextInt(86_400 * 30)))
                        .type("differential")
                        .addingTo(base.id());
                backups.add((random.nextInt(4) == 0 ? made.pinned() : made).backup());
            }
            List<Long> breaks = LongStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> Made.lsn(DAY_0.plusSeconds(random.nextInt(86_400 * 90))))
                    .toList();
            Instant now = DAY_0.plusSeconds(86_400L * 60 + random.nextInt(86_400 * 60));
            return new Played(rules, backups, breaks, now, new Retention(rules).decide(backups, breaks, now));
        }

        private static Backup backup(Random random, int i, int untested) {
            Made made = Made.full("b" + i, 0)
                    .at(DAY_0.plusSeconds(random.nextInt(86_400 * 90)))
                    .type(TYPES.get(random.nextInt(TYPES.size())))
                    .keptFor(random.nextInt(3) == 0 ? (Integer) (1 + random.nextInt(60)) : null);
            Made tested = random.nextInt(10) < untested ? made.untested() : made;
            Made marked =
                    switch (random.nextInt(12)) {
                        case 0, 1 -> tested.damaged("a flipped bit");
                        case 2 -> tested.pinned();
                        default -> tested;
                    };
            return marked.backup();
        }

        List<Backup> kept() {
            return decisions.stream()
                    .filter(decision -> !decision.expires())
                    .map(Decision::backup)
                    .toList();
        }

        List<Backup> expired() {
            return decisions.stream()
                    .filter(Decision::expires)
                    .map(Decision::backup)
                    .toList();
        }

        /** The bases from which this moment can be restored, if any. */
        boolean reaches(List<Backup> among, Instant moment) {
            return among.stream()
                    .filter(backup -> good(backup) && !backup.takenAt().isAfter(moment))
                    .anyMatch(base ->
                            breaks.stream().noneMatch(lsn -> lsn >= Lsn.parse(base.lsn()) && lsn <= Made.lsn(moment)));
        }

        boolean good(Backup backup) {
            return backup.isBase()
                    && backup.damaged() == null
                    && !backup.takenAt().isAfter(now);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_backup_is_decided_with_a_reason_and_neither_pinned_nor_young_ones_go(long seed) {
        Played played = Played.of(seed);

        assertThat(played.decisions()).hasSameSizeAs(played.backups()).noneMatch(one -> one.rule()
                .isBlank());
        assertThat(played.expired()).allMatch(backup -> backup.pinnedAt() == null);
        assertThat(played.expired())
                .allMatch(backup -> backup.takenAt().isBefore(played.now().minus(Duration.ofHours(22))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_last_good_base_stays_and_a_tested_one_where_there_was_one(long seed) {
        Played played = Played.of(seed);
        Optional<Backup> last =
                played.backups().stream().filter(played::good).max(Comparator.comparing(Backup::takenAt));
        boolean tested = played.backups().stream().anyMatch(backup -> played.good(backup) && backup.isTested());

        last.ifPresent(base -> assertThat(played.kept()).contains(base));
        assertThat(played.kept().stream().anyMatch(backup -> played.good(backup) && backup.isTested()))
                .isEqualTo(tested);
        if (!tested) {
            assertThat(played.expired()).noneMatch(played::good);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_moment_of_the_window_can_be_restored_as_well_as_before(long seed) {
        Played played = Played.of(seed);
        Instant window = played.rules().before(played.now(), played.rules().keep());

        for (Instant moment = window; !moment.isAfter(played.now()); moment = moment.plus(Duration.ofHours(7))) {
            assertThat(played.reaches(played.kept(), moment))
                    .as("seed %d, %s", seed, moment)
                    .isEqualTo(played.reaches(played.backups(), moment));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_increment_that_is_kept_has_the_base_and_the_log_that_it_had(long seed) {
        Played played = Played.of(seed);

        for (Backup increment : played.kept()) {
            if (increment.type().equals("incremental")) {
                Optional<Backup> base = played.backups().stream()
                        .filter(backup ->
                                played.good(backup) && !backup.takenAt().isAfter(increment.takenAt()))
                        .max(Comparator.comparing(Backup::takenAt));
                base.ifPresent(needed -> assertThat(played.decisions())
                        .anyMatch(one -> one.backup().equals(needed) && !one.expires() && one.keepsLog()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_differential_that_is_kept_has_the_base_that_it_adds_to(long seed) {
        Played played = Played.of(seed);

        for (Backup differential : played.kept()) {
            if (differential.baseId() != null) {
                assertThat(played.kept()).as("seed %d", seed).anyMatch(base -> base.id()
                        .equals(differential.baseId()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deciding_again_over_what_was_kept_removes_nothing_more(long seed) {
        Played played = Played.of(seed);

        List<Decision> again = new Retention(played.rules()).decide(played.kept(), played.breaks(), played.now());

        assertThat(Made.expired(again)).isEmpty();
    }
}
