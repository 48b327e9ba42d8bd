package io.chronoops.backup.timeline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which row of which table: the values of its identity. */
record RowKey(String table, List<String> columns, List<@Nullable String> values) {
    /** For people: (id)=(5). */
    String text() {
        return "(" + String.join(", ", columns) + ")=("
                + IntStream.range(0, values.size())
                        .mapToObj(i -> String.valueOf(values.get(i)))
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
