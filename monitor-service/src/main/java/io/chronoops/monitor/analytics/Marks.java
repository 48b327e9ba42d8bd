package io.chronoops.monitor.analytics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The counts at the newest marks; a mark passed while the counts were not exact is kept without counts. */
final class Marks {
    private static final int KEPT = 100;

    private final LinkedHashMap<String, Optional<CountsView>> marks = new LinkedHashMap<>();

    void put(String id, Optional<CountsView> view) {
        if (marks.containsKey(id) && view.isEmpty()) {
            return; // read again after a reload: what was known stays
        }
        marks.remove(id);
        marks.put(id, view);
        if (marks.size() > KEPT) {
            marks.pollFirstEntry();
        }
    }

    /** The mark, if it was seen. */
    Optional<Optional<CountsView>> find(String id) {
        for (Map.Entry<String, Optional<CountsView>> mark : marks.entrySet()) {
            if (mark.getKey().equals(id)) {
                return Optional.of(mark.getValue());
            }
        }
        return Optional.empty();
    }
}
