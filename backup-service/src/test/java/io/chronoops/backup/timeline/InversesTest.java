package io.chronoops.backup.timeline;

import static io.chronoops.backup.timeline.Logged.UNCHANGED;
import static io.chronoops.backup.timeline.Logged.change;
import static io.chronoops.backup.timeline.Logged.delete;
import static io.chronoops.backup.timeline.Logged.insert;
import static io.chronoops.backup.timeline.Logged.key;
import static io.chronoops.backup.timeline.Logged.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cdc.Row;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What undoes hand-made transactions. */
class InversesTest {
    private static final Set<RowKey> KEYS = Set.of(key("1"), key("2"), key("11"));
    private final RowStates states = new RowStates(KEYS);

    private void before(Row... rows) {
        Stream.of(rows).map(Logged::change).forEach(states::apply);
    }

    private Inverses inverses(Row... rows) {
        return Inverses.of(Stream.of(rows).map(Logged::change).toList(), states, _ -> Set.of());
    }

    private String sql(Row... rows) throws IOException {
        Inverses inverses = inverses(rows);
        assertThat(inverses.missing()).isEmpty();
        return text(inverses, false);
    }

    private static String text(Inverses inverses, boolean overwrite) throws IOException {
        return new UndoScript(
                        List.of(),
                        UndoSql.of(
                                inverses.inOrder().reversed(),
                                new Sql(hash -> "large " + hash),
                                "transaction 7 left it",
                                overwrite),
                        1)
                .text();
    }

    @Test
    void an_update_gets_back_only_what_it_changed_if_the_row_still_is_as_it_was_left() throws IOException {
        before(insert("1", "old", "same"));

        assertThat(sql(update("1", "1", "it's", "same")))
                .contains("UPDATE \"public\".\"t\" SET \"a\" = 'old'"
                        + " WHERE \"id\" = '1' AND \"a\" = 'it''s' AND \"b\" = 'same';")
                .contains("row (id)=(1) of public.t is not as transaction 7 left it: nothing is undone");
    }

    @Test
    void statements_stand_in_reverse_order_and_rows_deleted_together_come_back_together() throws IOException {
        before(insert("1", "x", null), insert("2", "y", "z"));

        String sql = sql(insert("11", "new", null), delete("1"), delete("2"));

        assertThat(sql)
                .containsSubsequence(
                        "BEGIN;",
                        "INSERT INTO \"public\".\"t\" (\"id\", \"a\", \"b\") OVERRIDING SYSTEM VALUE VALUES ('2', 'y',"
                                + " 'z'),\n"
                                + "  ('1', 'x', NULL);",
                        "DELETE FROM \"public\".\"t\"",
                        "COMMIT;");
    }

    @Test
    void a_row_touched_several_times_goes_back_step_by_step_over_its_changes_of_key() throws IOException {
        before(insert("1", "x", "y"), insert("2", "p", "q"));

        String sql =
                sql(update("1", "11", UNCHANGED, "y"), update("2", "1", "p", "q"), update("11", "2", UNCHANGED, "w"));

        assertThat(sql)
                .containsSubsequence(
                        "SET \"id\" = '11', \"b\" = 'y' WHERE \"id\" = '2' AND \"b\" = 'w' AND \"a\" = 'x'",
                        "SET \"id\" = '2' WHERE \"id\" = '1' AND \"a\" = 'p'",
                        "SET \"id\" = '1' WHERE \"id\" = '11'");
    }

    @Test
    void what_has_changed_since_is_overwritten_by_its_key_where_that_is_wanted() throws IOException {
        before(insert("1", "old", "x"), insert("2", "y", "z"));

        String sql = text(inverses(update("1", "1", "new", "x"), delete("2"), insert("11", "p", "q")), true);

        assertThat(sql)
                .contains("UPDATE \"public\".\"t\" SET \"a\" = 'old' WHERE \"id\" = '1';")
                .contains("VALUES ('2', 'y', 'z')\n  ON CONFLICT (\"id\") DO UPDATE SET \"a\" = EXCLUDED.\"a\","
                        + " \"b\" = EXCLUDED.\"b\";")
                .contains("DELETE FROM \"public\".\"t\" WHERE \"id\" = '11';")
                .doesNotContain("NOT FOUND");
    }

    @Test
    void what_the_log_does_not_tell_is_named_by_row_and_column() {
        before(update("2", "2", "known", UNCHANGED));

        assertThat(inverses(update("1", "1", "n", "m")).missing()).containsExactly("row (id)=(1) of public.t: a, b");
        assertThat(inverses(delete("2")).missing()).containsExactly("row (id)=(2) of public.t: b");
        assertThat(inverses(delete("11")).missing()).containsExactly("row (id)=(11) of public.t: all but its identity");
    }

    @Test
    void values_that_may_be_json_are_compared_as_text_of_their_columns_type() throws IOException {
        assertThat(sql(insert("1", "{\"i\": 1}", "$undo$")))
                .contains("\"a\"::text = (SELECT v::text FROM (SELECT \"a\" FROM \"public\".\"t\" WHERE false"
                        + " UNION ALL SELECT '{\"i\": 1}') x(v))")
                .contains("DO $undo1$ BEGIN");
    }

    @Test
    void keys_are_related_over_their_changes_in_both_directions() {
        var changes = new KeyChanges(3);
        changes.take(change(update("1", "2", "a", "b")));
        changes.take(change(update("2", "11", "a", "b")));
        changes.take(change(update("11", "11", "a", "b")));

        assertThat(changes.related(List.of(key("2")))).isEqualTo(KEYS);
        assertThat(changes.related(List.of(key("7")))).containsExactly(key("7"));
    }
}
