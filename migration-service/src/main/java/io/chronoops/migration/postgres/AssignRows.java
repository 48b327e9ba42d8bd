package io.chronoops.migration.postgres;

import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.migration.run.BatchSize;
import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.run.Checkpoints.Checkpoint;
import io.chronoops.migration.run.Checkpoints.Place;
import io.chronoops.migration.run.Measures;
import io.chronoops.migration.run.Pace;
import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.TableFacts;
import io.chronoops.ops.Reason;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Assigns rows in batches along the primary key. A first pass leaves rows that others hold; then passes follow, each
 * behind a horizon, until no row written before the last horizon is left. So rows that an old application inserts
 * meanwhile are assigned too, and the work ends though it never stops inserting.
 */
final class AssignRows {
    private static final int PASSES = 10;
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    private final OperatedSession session;
    private final PostgresCatalogue catalogue;
    private final Checkpoints checkpoints;
    private final Patience patience;
    private final Tempo tempo;

    AssignRows(
            OperatedSession session,
            PostgresCatalogue catalogue,
            Checkpoints checkpoints,
            Patience patience,
            Tempo tempo) {
        this.session = session;
        this.catalogue = catalogue;
        this.checkpoints = checkpoints;
        this.patience = patience;
        this.tempo = tempo;
    }

    /** How fast, who is told, who may stop it. */
    record Tempo(Pace pace, Measures measures, OperationRun run) {}

    void run(Backfill backfill) throws InterruptedException {
        TableFacts facts = catalogue.table(backfill.table()).orElseThrow();
        var range = new KeyRange(backfill, facts.key());
        Place place = catalogue.place(backfill, facts);
        Checkpoint from = checkpoints
                .find(place)
                .filter(checkpoint -> checkpoint.settledBefore() == null)
                .orElseGet(Checkpoint::start);
        if (catalogue.any(backfill.table(), backfill.unassigned())) {
            pass(range, place, from, facts.size().rows(), true);
        }
        Horizon horizon = settle(backfill.name());
        for (int pass = 0; pass < PASSES; pass++) {
            if (!catalogue.any(backfill.table(), backfill.unassigned() + Horizon.writtenBefore(horizon.xid()))) {
                checkpoints.save(place, new Checkpoint(List.of(), 0, horizon.xid()));
                return;
            }
            horizon = settle(backfill.name()); // before the pass: what is written later is not waited for
            pass(range, place, Checkpoint.start(), facts.size().rows(), false);
        }
        throw new OperationFailed(
                Reason.BUSY,
                "step " + backfill.name() + ": after " + PASSES + " passes rows are still left in " + backfill.table(),
                "the application undoes the assignment as fast as it is made: see what updates these columns");
    }

    /** A horizon behind which nobody writes any more. */
    private Horizon settle(String step) throws InterruptedException {
        long began = System.nanoTime();
        try {
            Horizon horizon = Horizon.now(session.worker());
            List<Integer> open = horizon.stillOpen(session.worker());
            while (!open.isEmpty()) {
                if (System.nanoTime() - began > tempo.pace().lockPatience().toNanos()) {
                    throw new OperationFailed(
                            Reason.LOCKED,
                            "step " + step + ": transactions that began to write before it are still open: pid " + open,
                            "end them (SELECT pg_terminate_backend(" + open.getFirst()
                                    + ")) or let them finish, then send the command again: what is done stays done");
                }
                tempo.run()
                        .progress(step + ", waiting for writers to end: pid " + open, 0, open.size(), "transactions");
                tempo.run().stopIfCancelled();
                TimeUnit.NANOSECONDS.sleep(ASK_AGAIN.toNanos());
                open = horizon.stillOpen(session.worker());
            }
            return horizon;
        } catch (SQLException e) {
            throw SqlFailure.of(e, "step " + step + ", looking for open writers");
        }
    }

    private void pass(KeyRange range, Place place, Checkpoint from, long expected, boolean first)
            throws InterruptedException {
        List<String> after = from.key();
        long seen = from.rows();
        BatchSize size = BatchSize.first();
        var sweep = new Sweep(session, range.backfill().table(), expected);
        while (true) {
            tempo.run().stopIfCancelled();
            List<String> upTo = upper(range, after, size);
            List<String> lower = after;
            long began = System.nanoTime();
            int changed = patience.until(
                    place.step(),
                    "step " + place.step() + ", a batch of " + range.backfill().table(),
                    () -> batch(range, lower, upTo, first));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (changed > 0) {
                tempo.measures().batch(took, changed);
            }
            if (upTo.isEmpty()) {
                return;
            }
            seen += size.rows();
            after = upTo;
            size = size.after(took, tempo.pace().batchTarget());
            if (first) {
                checkpoints.save(place, new Checkpoint(after, seen, null));
            }
            tempo.run().progress(place.step() + (first ? "" : ", once more"), seen, Math.max(seen, expected), "rows");
            sweep.after(changed);
            if (changed > 0) {
                TimeUnit.NANOSECONDS.sleep(tempo.pace().batchPause().toNanos());
            }
        }
    }

    private List<String> upper(KeyRange range, List<String> after, BatchSize size) {
        try {
            return range.upper(session.worker(), after, size.rows());
        } catch (SQLException e) {
            throw SqlFailure.of(e, "step " + range.backfill().name() + ", finding the next rows");
        }
    }

    private int batch(KeyRange range, List<String> after, List<String> upTo, boolean skipLocked) throws SQLException {
        return session.inTransaction(() -> {
            try (Statement sql = session.worker().createStatement()) {
                sql.execute(
                        "SET LOCAL lock_timeout = " + tempo.pace().lockTimeout().toMillis());
            }
            int changed = range.assign(session.worker(), after, upTo, skipLocked);
            if (changed > 0) {
                FaultPoint.reached("migration.inside-batch");
            }
            return changed;
        });
    }
}
