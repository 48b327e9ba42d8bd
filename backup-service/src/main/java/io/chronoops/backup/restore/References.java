package io.chronoops.backup.restore;

import io.chronoops.backup.script.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The foreign keys between tables, as a dump's script makes them. */
record References(List<Reference> all) {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s.,()\"]+)";
    private static final Pattern FOREIGN_KEY = Pattern.compile("ADD CONSTRAINT (?<name>" + NAME
            + ") FOREIGN KEY \\((?<columns>[^)]+)\\) REFERENCES (?<schema>" + NAME + ")\\.(?<table>" + NAME
            + ")\\((?<keys>[^)]+)\\)");
    private static final Pattern ONE = Pattern.compile(NAME);

    /**
     * One of them.
     *
     * @param table which refers, as schema.table
     * @param to which is referred to
     * @param keys the columns there, in the order of the columns here
     */
    record Reference(String name, String table, List<String> columns, String to, List<String> keys) {}

    /** Of these objects. */
    static References of(List<Entry> entries) {
        return new References(entries.stream()
                .filter(entry -> entry.type().equals("FK CONSTRAINT"))
                .flatMap(entry -> entry.table().flatMap(table -> read(table, entry)).stream())
                .toList());
    }

    private static Optional<Reference> read(String table, Entry entry) {
        Matcher key = FOREIGN_KEY.matcher(entry.statements().getFirst());
        return key.find()
                ? Optional.of(new Reference(
                        plain(key.group("name")),
                        table,
                        names(key.group("columns")),
                        plain(key.group("schema")) + "." + plain(key.group("table")),
                        names(key.group("keys"))))
                : Optional.empty();
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (Matcher one = ONE.matcher(list); one.find(); ) {
            names.add(plain(one.group()));
        }
        return names;
    }

    private static String plain(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    /** These tables and all that they refer to, and those again. */
    Set<String> closure(Set<String> tables) {
        Set<String> closure = new LinkedHashSet<>(tables);
        boolean more = true;
        while (more) {
            more = false;
            for (Reference one : all) {
                more |= closure.contains(one.table()) && closure.add(one.to());
            }
        }
        return closure;
    }
}
