package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.EventsAhead;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.neteffect.DoesNotFit;
import io.chronoops.backup.neteffect.NetEffect;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings a loaded base up to the stop: folds the log to its net effect and merges that, whenever it has grown to as much
 * as memory may hold. No key or index is there yet, so that no merge meets a state that was none at the source.
 */
final class Replay {
    private static final long LOOK_UP_EVERY = 20_000;

    private final RestorePlan plan;
    private final Snapshot base;
    private final OperationRun run;
    private final NetEffect effect;
    private final long limit;
    private final long expected;
    private final Map<String, Long> rowsBy = new HashMap<>();
    private boolean skipping;
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
        this.effect = new NetEffect(
                plan.entries().stream().collect(Collectors.toMap(TableEntry::title, TableEntry::columns)));
        plan.entries().forEach(table -> rowsBy.put(table.title(), table.rows()));
    }

    void replay(ArchiveReader archive, Merges merges) throws IOException {
        try (var ahead = new EventsAhead(archive, plan.segments())) {
            for (List<ChangeEvent> events = ahead.next(); events != null; events = ahead.next()) {
                for (ChangeEvent event : events) {
                    if (!take(event)) {
                        merges.begin(effect.handOver());
                        return;
                    }
                    if (effect.bytes() > limit) {
                        merges.begin(effect.handOver());
                    }
                }
            }
            merges.begin(effect.handOver());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailed(Reason.INTERRUPTED, "the service was stopped", "send the command again", e);
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

    private void row(Row row) {
        String table = row.getSchema$() + "." + row.getTable();
        if (!plan.restores(table)) {
            return;
        }
        effect.take(row);
        if (row.getOp() != RowOp.UPDATE) {
            rowsBy.merge(table, row.getOp() == RowOp.INSERT ? 1L : -1L, Long::sum);
        }
        changed();
    }

    private void truncate(Truncate truncate) {
        String table = truncate.getSchema$() + "." + truncate.getTable();
        // of a partitioned table the log names the partitions too
        if (!plan.restores(table) || !rowsBy.containsKey(table)) {
            return;
        }
        effect.truncate(truncate.getSchema$(), truncate.getTable());
        rowsBy.put(table, 0L);
        changed();
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
