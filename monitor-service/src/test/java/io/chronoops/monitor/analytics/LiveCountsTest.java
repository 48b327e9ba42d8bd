package io.chronoops.monitor.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.RowOp;
import io.chronoops.monitor.analytics.Loaded.Point;
import io.chronoops.monitor.analytics.Loaded.Server;
import io.chronoops.monitor.analytics.Step.Lost;
import io.chronoops.monitor.analytics.Step.Reached;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Loaded: row 1 pending, row 2 failed, with a snapshot that sees xids below 100 and 101, not 100, at LSN 1000. */
class LiveCountsTest {
    private static final TrackedTable PAGES =
            new TrackedTable("public", "pages", List.of("id"), List.of("status", "category"));
    private static final Server SERVER = new Server("system", 1);

    private final LiveCounts live = loaded(1000);
    private final Log log = new Log();

    @Test
    void a_transaction_that_the_snapshot_sees_is_not_counted_again() {
        log.begin(101).insert(2, "failed").end(101, 990);

        Step last = take();

        assertThat(last).isInstanceOf(Reached.class);
        assertThat(status()).containsExactly(Map.entry("failed", 1L), Map.entry("pending", 1L));
    }

    @Test
    void a_transaction_that_was_open_at_the_snapshot_counts_at_its_end() {
        log.begin(100).insert(3, "pending");
        take();
        assertThat(status()).containsEntry("pending", 1L);

        take(new Log().end(100, 1010));

        assertThat(status()).containsEntry("pending", 2L);
    }

    @Test
    void the_counts_are_exact_once_the_log_has_passed_the_snapshot() {
        log.begin(101).end(101, 990);
        take();
        assertThat(live.isExact()).isFalse();

        take(new Log().begin(102).end(102, 1000));

        assertThat(live.isExact()).isTrue();
    }

    @Test
    void inserts_updates_deletes_and_new_keys_are_counted() {
        log.begin(102)
                .insert(3, null)
                .update(1, "completed")
                .rekey(2, 20, "retry")
                .update(20, "completed")
                .end(102, 1010)
                .begin(103)
                .delete(3)
                .end(103, 1020);

        take();

        assertThat(status()).containsExactly(Map.entry("completed", 2L));
        assertThat(live.tables().getFirst().size()).isEqualTo(2);
    }

    @Test
    void a_null_is_a_value() {
        log.begin(102).insert(3, null).end(102, 1010);

        take();

        assertThat(status()).containsEntry("(null)", 1L);
    }

    @Test
    void what_comes_again_after_the_capture_restarted_is_not_counted_again() {
        log.begin(102).insert(3, "pending").end(102, 1010);
        log.begin(103).insert(4, "pending");
        log.opened(1005, "system");
        log.begin(102).insert(3, "pending").end(102, 1010);
        log.begin(103).insert(4, "pending").end(103, 1020);

        take();

        assertThat(status()).containsEntry("pending", 3L);
        assertThat(live.lsn()).isEqualTo(1020);
    }

    @Test
    void a_truncate_empties_the_table() {
        log.begin(102).truncate("pages").insert(9, "new").end(102, 1010);

        take();

        assertThat(status()).containsExactly(Map.entry("new", 1L));
    }

    @Test
    void other_tables_do_not_count() {
        log.begin(102)
                .row(RowOp.INSERT, "users", List.of(), List.of(), List.of("id"), Log.texts("1"), List.of())
                .truncate("users")
                .end(102, 1010);

        take();

        assertThat(status()).hasSize(2);
    }

    @Test
    void a_value_that_did_not_change_and_is_not_in_the_log_is_kept() {
        log.begin(102)
                .row(
                        RowOp.UPDATE,
                        "pages",
                        List.of("id"),
                        Log.texts("1"),
                        List.of("id"),
                        Log.texts("1"),
                        List.of("status"))
                .end(102, 1010);

        take();

        assertThat(status()).containsEntry("pending", 1L);
    }

    @Test
    void a_mark_is_reached_at_the_end_of_its_transaction() {
        log.begin(102).mark("m1").insert(3, "pending").end(102, 1010);

        assertThat(take()).isEqualTo(new Reached(1010, Instant.ofEpochSecond(1010), List.of("m1")));
    }

    @Test
    void an_altered_table_is_loaded_anew() {
        String ddl =
                "{\"tag\":\"ALTER TABLE\",\"objects\":[{\"type\":\"table\",\"schema\":\"public\",\"table\":\"pages\"}]}";
        log.begin(102).message("chronoops.ddl", ddl).end(102, 1010);

        assertThat(take()).isInstanceOf(Lost.class);
    }

    @Test
    void a_new_index_does_not_matter() {
        String ddl =
                "{\"tag\":\"CREATE INDEX\",\"objects\":[{\"type\":\"index\",\"schema\":\"public\",\"table\":\"pages\"}]}";
        log.begin(102).message("chronoops.ddl", ddl).end(102, 1010);

        assertThat(take()).isInstanceOf(Reached.class);
    }

    @Test
    void an_alteration_that_the_snapshot_saw_does_not_matter() {
        log.begin(99).message("chronoops.ddl", "not even JSON").end(99, 900);

        assertThat(take()).isInstanceOf(Reached.class);
    }

    @Test
    void a_tracked_column_that_was_not_there_before_is_loaded() {
        log.begin(102)
                .row(
                        RowOp.INSERT,
                        List.of(),
                        List.of(),
                        List.of("id", "status", "category"),
                        Log.texts("3", "pending", "document"))
                .end(102, 1010);

        assertThat(take()).isInstanceOf(Lost.class);
    }

    @Test
    void a_row_that_is_not_as_loaded_is_never_guessed_at() {
        log.begin(102).delete(77).end(102, 1010);

        assertThat(take()).isInstanceOf(Lost.class);
    }

    @Test
    void a_gap_in_the_log_is_noticed() {
        log.begin(102).end(102, 1010);
        log.begin(103).end(103, 1020);
        log.begin(104).insert(3, "pending").end(104, 1030);
        log.events().subList(2, 4).clear();

        assertThat(take()).isInstanceOf(Lost.class);
    }

    @Test
    void a_log_that_comes_from_another_server_is_noticed() {
        log.begin(102).end(102, 1010).opened(1005, "another");

        assertThat(take()).isInstanceOfSatisfying(Lost.class, lost -> assertThat(lost.otherServer())
                .isTrue());
    }

    @Test
    void a_log_that_does_not_identify_rows_by_the_key_leaves_the_table_out_and_says_so() {
        log.begin(102)
                .row(RowOp.DELETE, List.of("url"), Log.texts("x"), List.of(), List.of())
                .end(102, 1010);

        take();

        assertThat(live.tables()).isEmpty();
        assertThat(live.refused()).containsOnlyKeys(PAGES);
    }

    @Test
    void a_transaction_too_large_to_hold_is_loaded_instead() {
        var small = new LiveCounts(load(1000), List.of(PAGES), 3);
        var large = new Log().begin(102);
        for (int id = 10; id < 20; id++) {
            large.insert(id, "pending");
        }
        large.end(102, 1010);

        Step last = new Step.Within();
        for (ChangeEvent event : large.events()) {
            last = small.take(event);
        }

        assertThat(last).isInstanceOf(Lost.class);
    }

    private Step take() {
        return take(log);
    }

    private Step take(Log from) {
        Step last = new Step.Within();
        for (ChangeEvent event : from.events()) {
            last = live.take(event);
        }
        from.events().clear();
        return last;
    }

    private Map<String, Long> status() {
        return live.tables().getFirst().counts().getOrDefault("status", Map.of());
    }

    private static LiveCounts loaded(long lsn) {
        return new LiveCounts(load(lsn), List.of(PAGES), 1000);
    }

    private static Loaded load(long lsn) {
        var layout = new Layout(PAGES, List.of("status"), Set.of(), Map.of("category", Layout.ABSENT));
        var table = new CountedTable(layout);
        table.insert("1", List.of("pending"));
        table.insert("2", List.of("failed"));
        var point = new Point(Snapshot.parse("100:102:100"), lsn, Instant.EPOCH);
        return new Loaded(point, SERVER, List.of(layout), List.of(table), Map.of());
    }
}
