package io.chronoops.migration.run;

import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.step.Act;
import io.chronoops.migration.step.AddColumns;
import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.Catalogue;
import io.chronoops.migration.step.CreateIndexConcurrently;
import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.StepState;
import io.chronoops.migration.step.TableFacts;
import io.chronoops.ops.Reason;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a plan's steps in their order: looks, does what is left, looks again. Safe to ask again after it died anywhere. */
public final class RunPlan {
    private static final Logger LOG = LoggerFactory.getLogger(RunPlan.class);
    private static final int LOOKS = 3;

    private final Catalogue catalogue;
    private final Performer performer;
    private final Measures measures;
    private final StoppableRun run;

    /** On one operated database, for one operation. */
    public RunPlan(Catalogue catalogue, Performer performer, Measures measures, StoppableRun run) {
        this.catalogue = catalogue;
        this.performer = performer;
        this.measures = measures;
        this.run = run;
    }

    /** Does all that is left, and keeps the book of it. */
    public void run(Plan plan, Direction direction, Book book) throws InterruptedException {
        List<Step> steps = plan.steps(direction);
        try {
            book.begins(new Fitness(catalogue).require(plan, direction));
            if (direction == Direction.ROLLBACK) {
                book.renew();
            }
            for (Step step : steps) {
                take(step, book);
            }
        } catch (ConnectionLost lost) {
            throw lost;
        } catch (RuntimeException | InterruptedException stopped) {
            retreat(steps, stopped);
            throw stopped;
        }
    }

    /** What is remembered outside of the operated server. */
    public interface Book {
        /** The plan is fit for the table, nothing is touched yet; may throw to leave it so. */
        void begins(TableFacts facts);

        /** Columns are added or taken away: what was remembered of them is void. */
        void renew();
    }

    /** That all steps stand, seen once more at the end. */
    public void verify(Plan plan, Direction direction) {
        for (Step step : plan.steps(direction)) {
            StepState state = step.look(catalogue);
            if (!(state instanceof StepState.Done)) {
                throw notDone(step, state);
            }
        }
    }

    private void take(Step step, Book book) throws InterruptedException {
        run.stopIfCancelled();
        StepState state = step.look(catalogue);
        if (state instanceof StepState.Done && !isToSettle(step)) {
            return;
        }
        LOG.atInfo()
                .addKeyValue("step", step.name())
                .addKeyValue("state", state.word())
                .log("step begins");
        run.progress(step.name(), 0, 0, "");
        if (step instanceof AddColumns) {
            book.renew();
        }
        long began = System.nanoTime();
        int looks = 0;
        do {
            doIt(step);
            state = step.look(catalogue);
        } while (++looks < LOOKS && !(state instanceof StepState.Done));
        if (!(state instanceof StepState.Done)) {
            throw notDone(step, state);
        }
        measures.step(step.name(), Duration.ofNanos(System.nanoTime() - began));
        if (step instanceof CreateIndexConcurrently) {
            FaultPoint.reached("migration.after-index");
        }
    }

    /** No row is left now, but a horizon must say so, lest rows of after the migration count as left. */
    private boolean isToSettle(Step step) {
        return step instanceof Backfill backfill && !catalogue.settled(backfill);
    }

    private void doIt(Step step) throws InterruptedException {
        try {
            for (Act act : step.acts(catalogue)) {
                performer.perform(step.name(), act);
            }
        } catch (OperationFailed failed) {
            throw step.refusal(catalogue)
                    .map(refusal -> Fitness.refused(step, refusal))
                    .orElse(failed);
        }
    }

    /** Gives up what would hold the application to a plan that does not go on. */
    private void retreat(List<Step> steps, Exception because) {
        boolean interrupted = Thread.interrupted(); // a service that stops still takes a check back
        run.goOnRegardless();
        try {
            for (Step step : steps) {
                for (Act act : step.retreat(catalogue)) {
                    performer.perform(step.name() + ", taken back", act);
                }
            }
        } catch (RuntimeException | InterruptedException failed) {
            because.addSuppressed(failed);
            LOG.atWarn().setCause(failed).log("a step could not be taken back; apply or roll back again");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static OperationFailed notDone(Step step, StepState state) {
        return new OperationFailed(
                Reason.MISMATCH,
                "step " + step.name() + " was done and is " + state.word()
                        + (state.note().isEmpty() ? "" : ": " + state.note()),
                "someone else changes " + step.table() + " at the same time: see who, then send the command again");
    }
}
