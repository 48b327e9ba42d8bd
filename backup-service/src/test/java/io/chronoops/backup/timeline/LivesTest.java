package io.chronoops.backup.timeline;

import static io.chronoops.backup.timeline.Logged.change;
import static io.chronoops.backup.timeline.Logged.commit;
import static io.chronoops.backup.timeline.Logged.ddl;
import static io.chronoops.backup.timeline.Logged.delete;
import static io.chronoops.backup.timeline.Logged.insert;
import static io.chronoops.backup.timeline.Logged.row;
import static io.chronoops.backup.timeline.Logged.truncate;
import static io.chronoops.backup.timeline.Logged.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.cdc.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LivesTest {
    private static List<String> lives(Row... rows) {
        var lives = new Lives("public.t", Logged.ID);
        Stream.of(rows).forEach(one -> lives.take(commit(7), row(one)));
        return lives.all().stream()
                .map(life -> key(life.origin()) + ">" + key(life.current()))
                .sorted()
                .toList();
    }

    private static String key(@Nullable RowKey key) {
        return key == null ? "" : String.valueOf(key.values().getFirst());
    }

    @Test
    void a_row_is_followed_over_changes_of_its_key_and_one_that_came_and_went_is_none() {
        assertThat(lives(update("1", "11", "a", "b"), update("2", "1", "a", "b"), update("11", "2", "a", "b")))
                .containsExactly("1>2", "2>1");
        assertThat(lives(insert("3", "a", "b"), update("3", "4", "a", "b"), delete("4")))
                .isEmpty();
        assertThat(lives(insert("3", "a", "b"), delete("5"))).containsExactlyInAnyOrder(">3", "5>");
    }

    @Test
    void a_row_that_went_and_came_again_is_one_that_changed() {
        assertThat(lives(delete("1"), insert("1", "x", "y"))).containsExactly("1>1");
        assertThat(lives(update("1", "2", "a", "b"), delete("2"), insert("1", "x", "y")))
                .containsExactly("1>1");
    }

    @Test
    void what_a_change_left_unchanged_is_as_it_was_at_the_begin() {
        var lives = new Lives("public.t", Logged.ID);
        lives.take(commit(7), row(update("1", "1", "new", Logged.UNCHANGED)));
        var states = new RowStates(Set.of(Logged.key("1")));
        states.apply(change(insert("1", "old", "kept")));
        Lives.Life life = lives.all().getFirst();

        Map<String, Value> then = life.then(states, Set.of());

        assertThat(life.now(then)).containsEntry("a", Value.of("new")).containsEntry("b", Value.of("kept"));
    }

    @Test
    void a_truncate_and_a_change_of_shape_end_it_and_those_of_other_tables_do_not() {
        var lives = new Lives("public.t", Logged.ID);

        assertThatThrownBy(() -> lives.take(commit(7), truncate("t"))).hasMessageContaining("emptied by TRUNCATE");
        assertThatThrownBy(() -> lives.take(commit(7), ddl("ALTER TABLE", "t")))
                .hasMessageContaining("public.t was changed in its shape by transaction 7");
        assertThat(lives.take(commit(7), truncate("u"))).isTrue();
        assertThat(lives.take(commit(7), ddl("ALTER TABLE", "u"))).isTrue();
    }
}
