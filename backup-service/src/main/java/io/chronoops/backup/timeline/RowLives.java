package io.chronoops.backup.timeline;

import io.chronoops.backup.postgres.Lsn;
import io.chronoops.cdc.RowOp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows rows from change to change, over changes of their keys, and keeps the newest versions of those that had one key. */
final class RowLives {
    private final RowKey asked;
    private final Set<RowKey> related;
    private final Span span;
    private final int most;
    private final Map<RowKey, Life> living = new HashMap<>();
    private final List<Life> ended = new ArrayList<>();
    private long sequence;
    private boolean dropped;

    RowLives(RowKey asked, Set<RowKey> related, Span span, int most) {
        this.asked = asked;
        this.related = related;
        this.span = span;
        this.most = most;
    }

    private record Numbered(long number, boolean before, RowVersion version) {}

    /** One row from its beginning to its end. */
    private static final class Life {
        private final Deque<Numbered> versions = new ArrayDeque<>();
        private @Nullable Map<String, Value> row;
        private boolean wasAsked;
    }

    boolean knows(RowKey key) {
        return living.containsKey(key);
    }

    /** A row that a base has. */
    void base(RowKey key, Map<String, Value> row, Instant at) {
        var life = new Life();
        life.row = row;
        life.wasAsked = key.equals(asked);
        add(life, new Commit(0, 0, at), version(null, null, at, "base", row, List.of(), null));
        living.put(key, life);
    }

    void take(Commit commit, RowChange change, @Nullable String user) {
        RowKey before = change.before();
        RowKey after = change.after();
        if (!(before != null && related.contains(before)) && !(after != null && related.contains(after))) {
            return;
        }
        Life known = before == null ? null : living.remove(before);
        Life life = known == null ? new Life() : known;
        life.wasAsked |= asked.equals(before) || asked.equals(after);
        Map<String, Value> row = change.op() == RowOp.DELETE ? Map.of() : RowStates.merged(life.row, change);
        add(
                life,
                commit,
                version(
                        commit.xid(),
                        Lsn.text(commit.lsn()),
                        commit.at(),
                        change.op().name().toLowerCase(Locale.ROOT),
                        row,
                        changed(life.row, row),
                        user));
        life.row = row;
        if (after == null) {
            end(life);
        } else {
            living.put(after, life);
        }
    }

    /** The whole table is emptied, or its shape changes: what was known of it does not go on. */
    void all(Commit commit, String operation, @Nullable String user) {
        for (Life life : List.copyOf(living.values())) {
            add(
                    life,
                    commit,
                    version(commit.xid(), Lsn.text(commit.lsn()), commit.at(), operation, Map.of(), List.of(), user));
            if (operation.equals("truncate")) {
                end(life);
            } else {
                life.row = null;
            }
        }
        if (operation.equals("truncate")) {
            living.clear();
        }
    }

    private void end(Life life) {
        if (life.wasAsked) {
            ended.add(life);
        }
    }

    /** Only the last version before the time asked for is kept of what lies before it. */
    private void add(Life life, Commit commit, RowVersion version) {
        Instant from = span.from();
        Instant to = span.to();
        if (to != null && commit.at().isAfter(to)) {
            return;
        }
        boolean before = from != null && commit.at().isBefore(from);
        if (before) {
            life.versions.clear();
        }
        life.versions.addLast(new Numbered(sequence++, before, version));
        if (life.versions.size() > most) {
            life.versions.removeFirst();
            dropped |= life.wasAsked;
        }
    }

    /** Of the key asked for, in order: the newest so many. */
    List<RowVersion> versions() {
        List<Life> lives = new ArrayList<>(ended);
        living.values().stream().filter(life -> life.wasAsked).forEach(lives::add);
        List<Numbered> all = new ArrayList<>();
        for (Life life : lives) {
            boolean over = life.versions.size() == 1 && life.versions.getFirst().before() && ended.contains(life);
            if (!over) {
                all.addAll(life.versions);
            }
        }
        all.sort(Comparator.comparingLong(Numbered::number));
        dropped |= all.size() > most;
        return all.subList(Math.max(0, all.size() - most), all.size()).stream()
                .map(Numbered::version)
                .toList();
    }

    /** Whether there were more than it gave; known after {@link #versions}. */
    boolean isCut() {
        return dropped;
    }

    private static List<String> changed(@Nullable Map<String, Value> old, Map<String, Value> row) {
        if (old == null) {
            return List.of();
        }
        return row.entrySet().stream()
                .filter(one -> one.getValue().isKnown())
                .filter(one -> !one.getValue().equals(old.get(one.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static RowVersion version(
            @Nullable Long xid,
            @Nullable String lsn,
            Instant at,
            String operation,
            Map<String, Value> row,
            List<String> changed,
            @Nullable String user) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        Map<String, String> large = new LinkedHashMap<>();
        List<String> unchanged = new ArrayList<>();
        row.forEach((column, value) -> {
            String hash = value.large();
            if (!value.isKnown()) {
                unchanged.add(column);
            } else if (hash != null) {
                large.put(column, hash);
            } else {
                values.put(column, value.text());
            }
        });
        return new RowVersion(at, xid, lsn, operation, values, changed, unchanged, large, user);
    }
}
