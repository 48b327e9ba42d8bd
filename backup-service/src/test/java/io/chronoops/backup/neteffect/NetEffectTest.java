package io.chronoops.backup.neteffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetEffectTest {
    private static final int HISTORIES = 4_000;
    private static final Map<String, List<String>> TABLE = Map.of("public.t", RowByRow.COLUMNS);

    @ParameterizedTest
    @EnumSource
    void the_net_effect_of_any_history_is_that_of_its_changes_one_by_one(RowByRow.Identity identity) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            var source = new RowByRow(random, identity);
            var target = new CarriedOut(source.rows());
            var effect = new NetEffect(TABLE);
            for (int i = random.nextInt(40); i > 0; i--) {
                if (random.nextInt(30) == 0) {
                    source.truncate();
                    effect.truncate("public", "t");
                } else {
                    Row change = source.change();
                    if (change != null) {
                        effect.take(change);
                    }
                }
                if (random.nextInt(12) == 0) {
                    target.carryOut(effect.handOver());
                }
            }
            target.carryOut(effect.handOver());

            assertThat(target.rows()).as("history %d", seed).isEqualTo(source.rows());
            assertThat(effect.bytes()).isZero();
        }
    }

    @Test
    void rows_that_swap_their_keys_keep_what_is_theirs() {
        var effect = new NetEffect(TABLE);
        effect.take(moved("1", "11"));
        effect.take(moved("2", "1"));
        effect.take(moved("11", "2"));

        var target = new CarriedOut(Map.of(List.of("1", "", "", "one"), 1, List.of("2", "", "", "two"), 1));
        target.carryOut(effect.handOver());
        assertThat(target.rows()).containsOnlyKeys(List.of("2", "", "", "one"), List.of("1", "", "", "two"));
    }

    @Test
    void a_thousand_rows_take_no_more_memory_however_often_they_change() {
        var effect = new NetEffect(TABLE);
        for (int i = 0; i < 1_000; i++) {
            effect.take(moved(String.valueOf(i), String.valueOf(i)));
        }
        long once = effect.bytes();
        for (int i = 0; i < 100_000; i++) {
            effect.take(moved(String.valueOf(i % 1_000), String.valueOf(i % 1_000)));
        }

        assertThat(effect.bytes()).isEqualTo(once).isPositive();
    }

    @Test
    void a_row_that_is_gone_cannot_change() {
        var effect = new NetEffect(TABLE);
        effect.take(moved("1", "11"));

        assertThatThrownBy(() -> effect.take(moved("1", "12")))
                .isInstanceOf(DoesNotFit.class)
                .hasMessage("a change of public.t names a row that is not there");
    }

    @Test
    void two_rows_cannot_have_one_key() {
        var effect = new NetEffect(TABLE);
        effect.take(moved("1", "11"));

        assertThatThrownBy(() -> effect.take(moved("2", "11")))
                .isInstanceOf(DoesNotFit.class)
                .hasMessage("a change of public.t gives a row the key of another that is there");
    }

    @Test
    void a_change_of_an_emptied_table_cannot_name_a_row_of_before() {
        var effect = new NetEffect(TABLE);
        effect.truncate("public", "t");

        assertThatThrownBy(() -> effect.take(moved("1", "1"))).isInstanceOf(DoesNotFit.class);
    }

    @Test
    void a_change_of_a_table_that_the_base_does_not_have_is_refused_by_name() {
        assertThatThrownBy(() -> new NetEffect(Map.of()).take(moved("1", "1"))).hasMessageContaining("public.t");
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
                .setUnchanged(List.of("far"))
                .build();
    }
}
