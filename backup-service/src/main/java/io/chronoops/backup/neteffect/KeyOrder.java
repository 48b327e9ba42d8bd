package io.chronoops.backup.neteffect;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which rows take on new keys, so that each key is free by then: who moves away goes before who takes the
 * place. Rows that swapped their keys have no such order: one of them steps aside onto a free key first.
 */
final class KeyOrder {
    private final TableEffect effect;
    private final Map<List<String>, Result> byOrigin = new LinkedHashMap<>();
    private final Map<List<String>, Result> byTarget = new LinkedHashMap<>();
    private final Set<List<String>> free = new HashSet<>();

    /** moved: rows with an origin whose key is another one now, without a null. */
    KeyOrder(TableEffect effect, List<Result> moved) {
        this.effect = effect;
        for (Result row : moved) {
            byOrigin.put(Objects.requireNonNull(row.origin()), row);
            byTarget.put(Objects.requireNonNull(effect.keyOf(row)), row);
        }
    }

    void write(AsChanges into) throws IOException {
        for (Result row : List.copyOf(byOrigin.values())) {
            if (!byOrigin.containsKey(effect.keyOf(row))) {
                follow(row, into);
            }
        }
        while (!byOrigin.isEmpty()) {
            swap(byOrigin.values().iterator().next(), into);
        }
    }

    /** Writes a row whose new key is free, then whoever takes the key that it left, and so on. */
    private void follow(Result first, AsChanges into) throws IOException {
        Deque<Result> next = new ArrayDeque<>(List.of(first));
        while (!next.isEmpty()) {
            Result row = next.remove();
            List<String> left = Objects.requireNonNull(row.origin());
            if (byOrigin.remove(left) == null) {
                continue;
            }
            into.update(effect, row, left);
            Result taker = byTarget.get(left);
            if (taker == null) {
                free.add(left);
            } else {
                next.add(taker);
            }
        }
    }

    private void swap(Result aside, AsChanges into) throws IOException {
        List<String> left = Objects.requireNonNull(aside.origin());
        List<String> meanwhile = freeKey();
        into.move(effect, left, meanwhile);
        byOrigin.remove(left);
        follow(Objects.requireNonNull(byTarget.get(left)), into);
        into.update(effect, aside, meanwhile);
    }

    /** One that no row has at this point: left for good, or not yet taken by a new row, or used in between by the log. */
    private List<String> freeKey() {
        Stream<@Nullable List<String>> left = Stream.concat(
                        free.stream(),
                        Stream.concat(
                                effect.deleted().stream(),
                                effect.changed()
                                        .filter(row -> effect.keyOf(row) == null)
                                        .map(Result::origin)))
                .filter(key -> !byTarget.containsKey(key));
        return Stream.concat(Stream.concat(left, effect.added().map(effect::keyOf)), Stream.ofNullable(effect.spare()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new DoesNotFit(effect.table(), "swaps keys without one that is free"));
    }
}
