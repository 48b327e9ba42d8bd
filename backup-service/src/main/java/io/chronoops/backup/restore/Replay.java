package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.EventsAhead;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.neteffect.DoesNotFit;
import io.chronoops.backup.neteffect.NetEffect;
import io.chronoops.backup.overlay.Overlay;
import io.chronoops.backup.postgres.Snapshot;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a loaded base up to the stop: folds the log to its net effect and merges that, whenever it has grown to as much
 * as memory may hold. No key or index is there yet, so that no merge meets a state that was none at the source.
 */
final class Replay {
    private static final long LOOK_UP_EVERY = 20_000;

    private final RestorePlan plan;
    private final Snapshot base;
    private final OperationRun run;
    private FollowShapes shapes;
    private final NetEffect effect;
    private final long limit;
    private final long expected;
    private final Map<String, Long> rowsBy = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private @Nullable Overlay overlay;
    private boolean ahead;
    private boolean skipping;
    /** Rows of some table are told apart by other columns from here on. */
    private boolean otherKey;

    private long xid;
    private long transactions;
    private long changes;

    /** limit: bytes of heap that a net effect may take. */
    Replay(RestorePlan plan, OperationRun run, long limit) {
        this.plan = plan;
        this.base = plan.base().visible();
        this.run = run;
        this.limit = limit;
        this.expected =
                plan.segments().stream().mapToLong(segment -> segment.changes()).sum();
        this.effect = new NetEffect(plan.planned().stream()
                .map(PlannedTable::whileReplaying)
                .collect(Collectors.toMap(TableEntry::title, TableEntry::columns)));
        this.shapes = new FollowShapes(plan.base(), plan.planned());
    }

    private void begin() {
        transactions = 0;
        changes = 0;
        shapes = new FollowShapes(plan.base(), plan.planned());
        plan.entries().forEach(table -> rowsBy.put(table.title(), table.rows()));
    }

    /** Before the base is loaded: folds what can be laid over its rows on their way. */
    void layOver(ArchiveReader archive, Overlay over) throws IOException {
        overlay = over;
        ahead = true;
        read(archive, () -> {});
        ahead = false;
    }

    /** Whether a table was changed that the overlay does not have: {@link #replay} is still to come. */
    boolean isLeft() {
        return overlay == null || !overlay.tables().containsAll(changed);
    }

    /** After the base is loaded: merges what was not laid over its rows. */
    void replay(ArchiveReader archive, Merges merges) throws IOException {
        read(archive, () -> {
            if (otherKey || effect.bytes() > limit) {
                merges.begin(effect.handOver());
                otherKey = false;
            }
        });
        merges.begin(effect.handOver());
    }

    /** Where nothing happened to the tables that are restored a segment need not be read, unless the stop is in it. */
    private boolean matters(Segment segment) {
        Map<String, Segment.TableChanges> tables = segment.tables();
        Long stop = plan.stop().beforeXid();
        return plan.tables().isEmpty()
                || tables == null
                || plan.planned().stream().anyMatch(PlannedTable::changed) // it may have had another name
                || !segment.ddl().isEmpty()
                || plan.tables().stream().anyMatch(tables::containsKey)
                || (stop != null && segment.minXid() <= stop && stop <= segment.maxXid());
    }

    private interface AfterEach {
        void act() throws IOException;
    }

    private void read(ArchiveReader archive, AfterEach afterEach) throws IOException {
        begin();
        try (var events = new EventsAhead(
                archive, plan.segments().stream().filter(this::matters).toList())) {
            for (List<ChangeEvent> some = events.next(); some != null; some = events.next()) {
                for (ChangeEvent event : some) {
                    if (!take(event)) {
                        return;
                    }
                    afterEach.act();
                }
            }
        } catch (InterruptedException e) {
            throw OperationFailed.interrupted(e);
        }
    }

    /** False: it lies beyond the stop. */
    private boolean take(ChangeEvent event) {
        if (event.getBegin() != null) {
            xid = event.getBegin().getXid();
            skipping = base.sees(xid) || !plan.target().holds(xid);
            Long stop = plan.stop().beforeXid();
            return stop == null || stop != xid;
        }
        if (skipping) {
            return true;
        }
        try {
            if (event.getRow() != null) {
                row(event.getRow());
            } else if (event.getTruncate() != null) {
                truncate(event.getTruncate());
            } else if (event.getEnd() != null) {
                transactions++;
            } else if (event.getMessage() != null
                    && event.getMessage().getPrefix().equals(DdlMessages.DDL)) {
                otherKey |= shapes.take(event.getMessage());
            }
        } catch (DoesNotFit e) {
            throw new OperationFailed(
                    Reason.MISMATCH,
                    "replaying transaction " + xid + " failed: " + e.getMessage(),
                    "restore from an older backup, or to a moment before that transaction, and report this",
                    e);
        }
        return true;
    }

    private void row(Row told) {
        Row row = shapes.row(told);
        if (row == null) {
            return;
        }
        String table = row.getSchema$() + "." + row.getTable();
        if (ahead && overlay != null) {
            overlay.take(row);
            changed.add(table);
        } else if (!isLaidOver(table)) {
            effect.take(row);
        }
        if (row.getOp() != RowOp.UPDATE) {
            rowsBy.merge(table, row.getOp() == RowOp.INSERT ? 1L : -1L, Long::sum);
        }
        changed();
    }

    private void truncate(Truncate truncate) {
        // of a partitioned table the log names the partitions too
        PlannedTable table = shapes.table(truncate.getSchema$(), truncate.getTable());
        if (table == null) {
            return;
        }
        if (ahead && overlay != null) {
            overlay.truncate(table.entry().schema(), table.entry().name());
            changed.add(table.title());
        } else if (!isLaidOver(table.title())) {
            effect.truncate(table.entry().schema(), table.entry().name());
        }
        rowsBy.put(table.title(), 0L);
        changed();
    }

    private boolean isLaidOver(String table) {
        return overlay != null && overlay.has(table);
    }

    private void changed() {
        if (++changes % LOOK_UP_EVERY == 0) {
            run.stopIfCancelled();
            run.progress("replaying the log", changes, expected, "changes");
        }
    }

    long transactions() {
        return transactions;
    }

    long changes() {
        return changes;
    }

    /** Rows that each table must have now. */
    Map<String, Long> expectedRows() {
        return rowsBy;
    }
}
