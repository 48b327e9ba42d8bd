package io.chronoops.backup.file;

import io.chronoops.backup.script.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps together what a dump does in the name of a role: where we cannot be it, all of that is left out. */
final class InNameOf {
    private final List<String> gathered = new ArrayList<>();
    private @Nullable Entry of;
    private int object;

    /** What can be run now. */
    List<Entry> take(Entry entry, int number) {
        String sql = entry.statements().getFirst();
        List<Entry> ready = new ArrayList<>(number == object ? List.of() : rest());
        if (gathered.isEmpty() && !sql.startsWith("SET SESSION AUTHORIZATION ")) {
            ready.add(entry);
            return ready;
        }
        gathered.add(sql);
        of = entry;
        object = number;
        if (sql.startsWith("RESET SESSION AUTHORIZATION")) {
            ready.addAll(rest());
        }
        return ready;
    }

    /** What was gathered. */
    List<Entry> rest() {
        if (of == null) {
            return List.of();
        }
        var rest = List.of(of.with(List.copyOf(gathered)));
        gathered.clear();
        of = null;
        return rest;
    }
}
