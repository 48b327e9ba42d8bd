package io.chronoops.backup.timeline;

import static io.chronoops.backup.timeline.Logged.at;
import static io.chronoops.backup.timeline.Logged.commit;
import static io.chronoops.backup.timeline.Logged.delete;
import static io.chronoops.backup.timeline.Logged.insert;
import static io.chronoops.backup.timeline.Logged.row;
import static io.chronoops.backup.timeline.Logged.truncate;
import static io.chronoops.backup.timeline.Logged.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.timeline.DiffTimes.TableDiff;
import io.chronoops.cdc.ChangeEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetChangesTest {
    private static List<TableDiff> diff(Span span, int most, ChangeEvent... events) {
        var identities = new Identities();
        List.of(events).forEach(identities::take);
        var net = new NetChanges(span, new ChosenTables(Set.of()), identities, most);
        long xid = 1;
        for (ChangeEvent event : events) {
            net.take(commit(xid++), event);
        }
        return net.diffs();
    }

    @Test
    void what_came_and_went_again_counts_as_nothing() {
        assertThat(diff(
                        new Span(null, null),
                        10,
                        row(insert("1", "a", "b")),
                        row(update("1", "1", "c", "d")),
                        row(delete("1")),
                        row(update("2", "2", "x", "y")),
                        row(delete("3")),
                        row(insert("3", "back", "again")),
                        row(insert("4", "new", "row")),
                        row(delete("5"))))
                .containsExactly(new TableDiff("public.t", 1, 1, 2, false));
    }

    @Test
    void a_changed_key_is_one_removed_and_one_added() {
        assertThat(diff(new Span(null, null), 10, row(update("1", "2", "a", "b"))))
                .containsExactly(new TableDiff("public.t", 1, 1, 0, false));
    }

    @Test
    void after_a_truncate_only_what_came_since_is_counted_and_it_is_said() {
        assertThat(diff(
                        new Span(null, null),
                        10,
                        row(delete("1")),
                        truncate("t"),
                        row(insert("2", "a", "b")),
                        row(insert("3", "a", "b")),
                        row(delete("3"))))
                .containsExactly(new TableDiff("public.t", 1, 0, 0, true));
    }

    @Test
    void only_commits_of_the_span_count_and_inserts_need_no_key() {
        assertThat(diff(
                        new Span(at(2), at(3)),
                        10,
                        row(insert("1", "a", "b")),
                        row(insert("2", "a", "b")),
                        row(insert("3", "a", "b")),
                        row(insert("4", "a", "b"))))
                .containsExactly(new TableDiff("public.t", 2, 0, 0, false));
    }

    @Test
    void more_keys_than_fit_are_refused() {
        assertThatThrownBy(() -> diff(new Span(null, null), 1, row(delete("1")), row(delete("2"))))
                .hasMessageContaining("more than 1 rows changed");
    }
}
