package io.chronoops.monitor.analytics;

import java.util.ArrayList;
import java.util.List;

/** A transaction whose end has not come yet: what it did to tracked tables, up to a bound. */
final class OpenTransaction {
    private final boolean inSnapshot;
    private final int most;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private String reshaped = "";

    OpenTransaction(boolean inSnapshot, int most) {
        this.inSnapshot = inSnapshot;
        this.most = most;
    }

    boolean isInSnapshot() {
        return inSnapshot;
    }

    void add(Change change) {
        if (inSnapshot) {
            return;
        }
        if (changes.size() < most) {
            changes.add(change);
        } else {
            reshape("a transaction changed more than " + most + " tracked rows");
        }
    }

    void mark(String id) {
        marks.add(id);
    }

    /** The tables must be loaded anew once this has committed. */
    void reshape(String why) {
        if (!inSnapshot) {
            reshaped = why;
            changes.clear();
        }
    }

    List<Change> changes() {
        return changes;
    }

    List<String> marks() {
        return marks;
    }

    /** Why the tables must be loaded anew; empty: they need not. */
    String reshaped() {
        return reshaped;
    }
}
