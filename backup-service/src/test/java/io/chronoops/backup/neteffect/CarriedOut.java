package io.chronoops.backup.neteffect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that effects are carried out on, as the documentation of {@link TableEffect} says. */
final class CarriedOut {
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    CarriedOut(Map<List<@Nullable Object>, Integer> base) {
        base.forEach((row, times) -> {
            for (int i = 0; i < times; i++) {
                rows.add(row.toArray());
            }
        });
    }

    void carryOut(Collection<TableEffect> effects) {
        for (TableEffect effect : effects) {
            if (effect.emptied()) {
                rows.clear();
            }
            int[] key = effect.keyColumns().stream()
                    .mapToInt(effect.columns()::indexOf)
                    .toArray();
            for (List<String> gone : effect.deleted()) {
                assertThat(rows.removeIf(row -> gone.equals(Columns.key(row, key))))
                        .isTrue();
            }
            change(effect, key);
            effect.counted().forEach(this::count);
            effect.added().forEach(row -> rows.add(row.values().clone()));
        }
    }

    private void change(TableEffect effect, int[] key) {
        Map<List<String>, @Nullable Object[]> before = new HashMap<>();
        for (@Nullable Object[] row : rows) {
            List<String> at = effect.keyColumns().isEmpty() ? null : Columns.key(row, key);
            if (at != null) {
                before.put(at, row);
            }
        }
        effect.changed().forEach(result -> {
            @Nullable Object[] row = before.remove(result.origin());
            assertThat(row).as("%s of %s", result, before).isNotNull();
            for (int i = 0; i < row.length; i++) {
                if (result.tells(i)) {
                    row[i] = result.value(i);
                }
            }
        });
    }

    private void count(List<@Nullable Object> row, int times) {
        for (int i = 0; i < times; i++) {
            rows.add(row.toArray());
        }
        for (int i = times; i < 0; i++) {
            int at = rows.stream().map(Arrays::asList).toList().indexOf(row);
            assertThat(at).as("%s in %s", row, rows).isNotNegative();
            rows.remove(at);
        }
    }

    Map<List<@Nullable Object>, Integer> rows() {
        Map<List<@Nullable Object>, Integer> now = new HashMap<>();
        rows.forEach(row -> now.merge(Arrays.asList(row), 1, Integer::sum));
        return now;
    }
}
