package io.chronoops.backup.neteffect;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that was folded and written as changes again comes to what the log itself comes to. */
class AsChangesTest {
    private static final int HISTORIES = 6_000;
    private static final Map<String, List<String>> TABLE = Map.of("public.t", RowByRow.COLUMNS);

    @ParameterizedTest
    @EnumSource
    void any_history_comes_to_the_same_whether_parts_of_it_were_folded_before_or_not(RowByRow.Identity identity)
            throws IOException {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            var source = new RowByRow(random, identity);
            var target = new CarriedOut(source.rows());
            var effect = new NetEffect(TABLE);
            for (int part = random.nextInt(4); part >= 0; part--) {
                boolean folded = random.nextInt(3) > 0;
                for (ChangeEvent event : folded ? fold(source, random) : changes(source, random)) {
                    take(effect, event);
                    if (random.nextInt(12) == 0) {
                        target.carryOut(effect.handOver()); // anywhere, in the middle of a swap too
                    }
                }
            }
            target.carryOut(effect.handOver());

            assertThat(target.rows()).as("%s, history %d", identity, seed).isEqualTo(source.rows());
        }
    }

    private static List<ChangeEvent> changes(RowByRow source, Random random) {
        List<ChangeEvent> changes = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            if (random.nextInt(40) == 0) {
                source.truncate();
                changes.add(ChangeEvent.newBuilder()
                        .setEpoch(1)
                        .setTruncate(new Truncate(1L, "public", "t"))
                        .build());
            } else {
                Row change = source.change();
                if (change != null) {
                    changes.add(
                            ChangeEvent.newBuilder().setEpoch(1).setRow(change).build());
                }
            }
        }
        return changes;
    }

    /** Now and then in more than one piece, as where the memory does not hold it. */
    private static List<ChangeEvent> fold(RowByRow source, Random random) throws IOException {
        List<ChangeEvent> written = new ArrayList<>();
        var fold = new FoldLog();
        var into = new AsChanges(1, written::add);
        for (ChangeEvent event : changes(source, random)) {
            if (event.getTruncate() != null) {
                fold.truncate("public", "t");
            } else {
                fold.take(event.getRow());
            }
            if (random.nextInt(30) == 0) {
                fold.handOver(into);
            }
        }
        fold.handOver(into);
        assertThat(fold.bytes()).isZero();
        return written;
    }

    private static void take(NetEffect effect, ChangeEvent event) {
        if (event.getTruncate() != null) {
            effect.truncate("public", "t");
        } else {
            effect.take(event.getRow());
        }
    }

    @Test
    void rows_that_did_nothing_but_swap_their_keys_do_so_by_a_key_that_the_log_used() throws IOException {
        List<Row> written = folded(moved("1", "11"), moved("2", "1"), moved("11", "2"));

        assertThat(written).hasSize(3);
        var effect = new NetEffect(TABLE);
        var target = new CarriedOut(Map.of(List.of("1", "", "", "one"), 1, List.of("2", "", "", "two"), 1));
        for (Row row : written) {
            effect.take(row);
            target.carryOut(effect.handOver());
        }
        assertThat(target.rows()).containsOnlyKeys(List.of("2", "", "", "one"), List.of("1", "", "", "two"));
    }

    @Test
    void a_thousand_changes_of_one_row_are_one() throws IOException {
        Row[] changes = new Row[1_000];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = moved("1", "1");
        }

        assertThat(folded(changes)).hasSize(1);
    }

    @Test
    void deletes_of_a_table_whose_columns_were_never_named_stay_as_they_are() throws IOException {
        Row delete = Row.newBuilder(moved("1", "1"))
                .setOp(RowOp.DELETE)
                .setColumns(List.of())
                .setValues(List.of())
                .setUnchanged(List.of())
                .build();

        assertThat(folded(delete)).containsExactly(delete);
    }

    private static List<Row> folded(Row... changes) throws IOException {
        List<Row> written = new ArrayList<>();
        var fold = new FoldLog();
        for (Row change : changes) {
            fold.take(change);
        }
        fold.handOver(new AsChanges(1, event -> written.add(event.getRow())));
        return written;
    }

    private static Row moved(String from, String to) {
        return Row.newBuilder()
                .setOrder(1)
                .setSchema$("public")
                .setTable("t")
                .setOp(RowOp.UPDATE)
                .setKeyColumns(List.of("k"))
                .setKeyValues(List.of(from))
                .setColumns(List.of("k"))
                .setValues(List.of(to))
                .setUnchanged(List.of("l", "text", "far"))
                .build();
    }
}
