package io.chronoops.backup.compaction;

import static io.chronoops.backup.compaction.Logs.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.postgres.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChooseRunsTest {
    private static final CompactionProperties RULES =
            new CompactionProperties(Duration.ofSeconds(30), 3, Duration.ofSeconds(60));
    private static final Instant LATE = Instant.ofEpochSecond(10_000);

    private static List<List<String>> chosen(List<Segment> log, List<Compacted> done, Snapshot... bases) {
        return ChooseRuns.of(log, done, List.of(bases), RULES, LATE).stream()
                .map(run -> run.segments().stream().map(Segment::file).toList())
                .toList();
    }

    private static List<Segment> log(int count) {
        List<Segment> log = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            log.add(segment(i * 10L, i * 10L + 10, List.of(i + 1L), null));
        }
        return log;
    }

    @Test
    void old_segments_are_folded_together_but_never_the_newest() {
        assertThat(chosen(log(5), List.of())).containsExactly(List.of("s10", "s20", "s30", "s40"));
        assertThat(ChooseRuns.of(log(5), List.of(), List.of(), RULES, Instant.ofEpochSecond(60)))
                .singleElement()
                .satisfies(run -> assertThat(run.last().file()).isEqualTo("s30"));
    }

    @Test
    void a_run_ends_after_its_span() {
        assertThat(chosen(log(12), List.of()))
                .containsExactly(
                        List.of("s10", "s20", "s30", "s40", "s50", "s60", "s70"),
                        List.of("s80", "s90", "s100", "s110"));
    }

    @Test
    void a_run_ends_before_a_gap_and_around_a_schema_change() {
        List<Segment> log = new ArrayList<>(log(11));
        log.set(3, segment(30, 40, List.of(4L), "the slot was dropped"));
        log.set(
                6,
                segment(
                        60,
                        70,
                        List.of(7L),
                        null,
                        new Segment.SchemaChange(
                                65, 7, LATE, "ALTER TABLE", "public", "t", 0, null, false, false, null)));

        assertThat(chosen(log, List.of()))
                .containsExactly(
                        List.of("s10", "s20", "s30"), List.of("s40", "s50", "s60"), List.of("s80", "s90", "s100"));
    }

    @Test
    void a_run_ends_where_a_base_begins() {
        assertThat(chosen(log(8), List.of(), new Snapshot(4, 5, new TreeSet<>(List.of(4L)))))
                .containsExactly(List.of("s10", "s20", "s30", "s40"), List.of("s50", "s60", "s70"));
    }

    @Test
    void what_is_folded_already_is_left_alone_unless_its_segments_are_others_now() {
        List<Segment> log = log(8);
        Compacted done = Logs.compacted(log.subList(0, 4));
        Compacted stale = new Compacted(done.content(), "of others", 4, 4, 400, true);

        assertThat(chosen(log, List.of(done))).containsExactly(List.of("s50", "s60", "s70"));
        assertThat(chosen(log, List.of(stale))).hasSize(1);
    }

    @Test
    void any_choice_is_of_whole_neighbours_and_nothing_is_left_to_choose_after_it() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            List<Segment> log = Logs.random(random, 5 + random.nextInt(60));
            List<Snapshot> bases = Stream.generate(() -> Logs.snapshot(random, 80))
                    .limit(random.nextInt(4))
                    .toList();

            List<Run> runs = ChooseRuns.of(log, List.of(), bases, RULES, LATE);

            List<Segment> folded =
                    runs.stream().flatMap(run -> run.segments().stream()).toList();
            assertThat(folded).as("seed %d", seed).doesNotHaveDuplicates().doesNotContain(log.getLast());
            for (Run run : runs) {
                assertThat(run.segments()).hasSizeGreaterThanOrEqualTo(3).allMatch(one -> one.ddl()
                        .isEmpty());
                assertThat(run.segments().subList(1, run.segments().size())).allMatch(one -> one.gapBefore() == null);
                int from = log.indexOf(run.first());
                assertThat(log.subList(from, from + run.segments().size())).isEqualTo(run.segments());
            }
            List<Compacted> done =
                    runs.stream().map(run -> Logs.compacted(run.segments())).toList();
            assertThat(ChooseRuns.of(log, done, bases, RULES, LATE))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }
}
