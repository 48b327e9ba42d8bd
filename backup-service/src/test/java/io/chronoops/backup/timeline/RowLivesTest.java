package io.chronoops.backup.timeline;

import static io.chronoops.backup.timeline.Logged.UNCHANGED;
import static io.chronoops.backup.timeline.Logged.at;
import static io.chronoops.backup.timeline.Logged.change;
import static io.chronoops.backup.timeline.Logged.commit;
import static io.chronoops.backup.timeline.Logged.delete;
import static io.chronoops.backup.timeline.Logged.insert;
import static io.chronoops.backup.timeline.Logged.key;
import static io.chronoops.backup.timeline.Logged.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cdc.Row;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Versions of a row in hand-made logs. */
class RowLivesTest {
    private static final Set<RowKey> RELATED = Set.of(key("1"), key("2"));

    private RowLives lives(Span span, int most, Row... rows) {
        var lives = new RowLives(key("2"), RELATED, span, most);
        long xid = 1;
        for (Row row : rows) {
            lives.take(commit(xid++), change(row), null);
        }
        return lives;
    }

    @Test
    void a_row_is_followed_over_changes_of_its_key_and_another_row_of_its_former_key_is_left_out() {
        RowLives lives = lives(
                new Span(null, null),
                10,
                insert("1", "x", "long"),
                update("1", "2", "y", UNCHANGED),
                insert("1", "another", "row"),
                delete("2"),
                insert("2", "again", "new"));

        assertThat(lives.versions())
                .extracting(RowVersion::operation)
                .containsExactly("insert", "update", "delete", "insert");
        RowVersion moved = lives.versions().get(1);
        assertThat(moved.changed()).containsExactly("id", "a");
        assertThat(moved.values()).containsEntry("b", "long");
        assertThat(moved.unchanged()).isEmpty();
    }

    @Test
    void an_unchanged_value_that_was_never_told_is_shown_as_unchanged() {
        RowVersion only = lives(new Span(null, null), 10, update("2", "2", "y", UNCHANGED))
                .versions()
                .getFirst();

        assertThat(only.unchanged()).containsExactly("b");
        assertThat(only.values()).doesNotContainKey("b");
        assertThat(only.changed()).isEmpty();
    }

    @Test
    void of_the_time_before_the_span_only_the_version_that_still_held_is_told() {
        RowLives lives = lives(
                new Span(at(3), at(4)),
                10,
                insert("2", "1", "b"),
                update("2", "2", "2", "b"),
                update("2", "2", "3", "b"),
                update("2", "2", "4", "b"),
                update("2", "2", "5", "b"));

        assertThat(lives.versions())
                .extracting(version -> version.values().get("a"))
                .containsExactly("2", "3", "4");
    }

    @Test
    void the_newest_versions_are_kept_and_it_is_told_that_there_were_more() {
        RowLives lives = lives(
                new Span(null, null), 2, insert("2", "1", "b"), update("2", "2", "2", "b"), update("2", "2", "3", "b"));

        assertThat(lives.versions()).extracting(RowVersion::xid).containsExactly(2L, 3L);
        assertThat(lives.isCut()).isTrue();
    }

    @Test
    void a_truncate_ends_it() {
        RowLives lives = lives(new Span(null, null), 10, insert("2", "1", "b"));
        lives.all(commit(5), "truncate", null);
        lives.take(commit(6), change(insert("2", "2", "b")), null);

        assertThat(lives.versions()).extracting(RowVersion::operation).containsExactly("insert", "truncate", "insert");
    }
}
