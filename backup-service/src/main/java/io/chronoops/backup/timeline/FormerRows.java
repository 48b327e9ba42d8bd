package io.chronoops.backup.timeline;

import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What rows were just before a transaction: told by the log since the newest base before it, else by that base too. */
final class FormerRows {
    private static final int MOST_KEY_CHANGES = 200_000;

    private final ReadTimeline timeline;
    private final BaseRows bases;
    private final Basis basis;
    private final Identities identities;
    private final long beforeXid;

    FormerRows(ReadTimeline timeline, BaseRows bases, Basis basis, Identities identities, long beforeXid) {
        this.timeline = timeline;
        this.bases = bases;
        this.basis = basis;
        this.identities = identities;
        this.beforeXid = beforeXid;
    }

    /** These keys, and those that their rows had before. */
    Set<RowKey> related(Set<RowKey> asked) throws IOException {
        if (asked.isEmpty()) {
            return asked;
        }
        var keyChanges = new KeyChanges(MOST_KEY_CHANGES);
        read(event -> {
            Row row = event.getRow();
            if (row != null && row.getOp() == RowOp.UPDATE) {
                identities
                        .of(row.getSchema$() + "." + row.getTable())
                        .ifPresent(identity -> keyChanges.take(RowChange.of(row, identity)));
            }
        });
        return keyChanges.related(asked);
    }

    /** As far as the log tells; wanted: all keys of which anything is to be known. */
    RowStates fromTheLog(Set<RowKey> related, Set<RowKey> wanted) throws IOException {
        var states = new RowStates(wanted);
        if (!related.isEmpty()) {
            replay(states);
        }
        return states;
    }

    /** As far as the base and the log tell. */
    RowStates withTheBase(Set<RowKey> related, Set<RowKey> wanted) throws IOException {
        var states = new RowStates(wanted);
        for (String table : related.stream().map(RowKey::table).collect(Collectors.toSet())) {
            Optional<TableEntry> entry = basis.table(table);
            if (entry.isPresent() && basis.base() != null) {
                List<String> identity = identities.of(table).orElse(List.of());
                bases.find(basis.base(), entry.get(), identity, new HashSet<>(related))
                        .forEach(states::put);
            }
        }
        replay(states);
        return states;
    }

    /** All columns of a table, as far as the base tells. */
    Set<String> columns(String table) {
        return basis.table(table).map(entry -> Set.copyOf(entry.columns())).orElse(Set.of());
    }

    /** Where values come from that are not found, in words. */
    String text() {
        return basis.base() == null
                ? "No full backup before it has the log after it without a gap"
                : "Neither backup " + basis.base().id() + " nor the log since tells them";
    }

    private void replay(RowStates states) throws IOException {
        read(event -> {
            Row row = event.getRow();
            Truncate truncate = event.getTruncate();
            if (row != null) {
                identities
                        .of(row.getSchema$() + "." + row.getTable())
                        .ifPresent(identity -> states.apply(RowChange.of(row, identity)));
            } else if (truncate != null) {
                states.forget((truncate.getSchema$() + "." + truncate.getTable())::equals);
            } else if (event.getMessage() != null) {
                states.forget(Shapes.touched(event));
            }
        });
    }

    private void read(Consumer<ChangeEvent> reader) throws IOException {
        timeline.read(basis.log(), (commit, event) -> {
            if (commit.xid() == beforeXid) {
                return false;
            }
            if (!basis.holds(commit.xid())) {
                reader.accept(event);
            }
            return true;
        });
    }
}
