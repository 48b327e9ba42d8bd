package io.chronoops.backup.timeline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables that a question is about, as schema.table; none: all. */
public record ChosenTables(Set<String> titles) {
    /** As people name them: without a schema it is public. */
    public static ChosenTables named(List<String> names) {
        return new ChosenTables(names.stream().map(ChosenTables::title).collect(Collectors.toSet()));
    }

    /** One name with its schema. */
    public static String title(String name) {
        return name.contains(".") ? name : "public." + name;
    }

    boolean has(String title) {
        return titles.isEmpty() || titles.contains(title);
    }

    /** Whether it is about this table. */
    public boolean has(String schema, String table) {
        return titles.isEmpty() || titles.contains(schema + "." + table);
    }
}
