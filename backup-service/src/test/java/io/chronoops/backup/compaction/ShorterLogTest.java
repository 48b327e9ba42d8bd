package io.chronoops.backup.compaction;

import static io.chronoops.backup.compaction.Logs.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.postgres.Snapshot;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShorterLogTest {
    private static final List<Segment> LOG = List.of(
            segment(0, 10, List.of(5L), null), segment(10, 20, List.of(6L), null), segment(20, 30, List.of(7L), null));
    private static final Compacted FIRST_TWO = Logs.compacted(LOG.subList(0, 2));

    private static List<String> read(Compacted compacted, String base, long stop) {
        return ShorterLog.of(LOG, List.of(compacted), Snapshot.parse(base), stop).stream()
                .map(Segment::file)
                .toList();
    }

    @Test
    void a_run_stands_in_where_the_base_sees_none_of_it_and_all_of_it_is_wanted() {
        assertThat(read(FIRST_TWO, "5:5:", 20)).containsExactly("s20", "s30");
        assertThat(read(FIRST_TWO, "6:6:", 20)).containsExactly("s10", "s20", "s30");
        assertThat(read(FIRST_TWO, "5:5:", 19)).containsExactly("s10", "s20", "s30");
    }

    @Test
    void a_run_that_comes_to_nothing_stands_in_no_more_than_another() {
        Segment nothing = segment(0, 20, List.of(), null);
        var content = new Segment(
                nothing.file(),
                1,
                0,
                20,
                nothing.lastCommitAt(),
                5,
                6,
                0,
                0,
                100,
                "",
                "",
                0,
                nothing.sealedAt(),
                null,
                List.of(),
                nothing.sequences(),
                null,
                null,
                null,
                null,
                Set.of());
        var compacted = new Compacted(content, FIRST_TWO.madeFrom(), 2, 2, 200, true);

        assertThat(read(compacted, "6:6:", 30)).containsExactly("s10", "s20", "s30");
        assertThat(read(compacted, "5:5:", 30)).containsExactly("s20", "s30");
    }

    @Test
    void a_run_that_does_not_pay_or_was_made_of_other_segments_is_left_alone() {
        var none = new Compacted(FIRST_TWO.content(), FIRST_TWO.madeFrom(), 2, 2, 200, false);
        var others = new Compacted(FIRST_TWO.content(), "of others", 2, 2, 200, true);

        assertThat(read(none, "5:5:", 30)).containsExactly("s10", "s20", "s30");
        assertThat(read(others, "5:5:", 30)).containsExactly("s10", "s20", "s30");
    }
}
