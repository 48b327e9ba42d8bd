package io.chronoops.migration.run;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Finding;
import io.chronoops.migration.plan.Lint;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.step.Catalogue;
import io.chronoops.migration.step.Refused;
import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.StepState;
import io.chronoops.migration.step.TableFacts;
import io.chronoops.ops.Reason;
import java.util.List;

/** Whether a plan may touch this table at all; asked before its first step. */
public final class Fitness {
    private final Catalogue catalogue;

    /** Judged by this catalogue. */
    public Fitness(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The table as it is; throws the first reason against touching it. */
    public TableFacts require(Plan plan, Direction direction) {
        List<Finding> findings = Lint.check(plan);
        if (!findings.isEmpty()) {
            throw new OperationFailed(
                    Reason.INVALID, "plan " + plan.name() + " is not fit: " + findings, "mend the plan");
        }
        TableFacts facts = catalogue
                .table(plan.table())
                .orElseThrow(() -> new OperationFailed(
                        Reason.NOT_FOUND,
                        "there is no table " + plan.table(),
                        "check that this is the database that the plan is meant for"));
        if (facts.identity().partitioned()) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "table " + plan.table() + " is partitioned: indexes cannot be built concurrently on all of it",
                    "migrate its partitions one by one");
        }
        if (!facts.identity().owned()) {
            throw new OperationFailed(
                    Reason.NOT_ALLOWED,
                    "the role that migrates does not own " + plan.table(),
                    "set chronoops.migration.role to its owner or to a member of it");
        }
        for (Step step : plan.steps(direction)) {
            require(step);
        }
        return facts;
    }

    private void require(Step step) {
        StepState state = step.look(catalogue);
        if (state instanceof StepState.Conflict conflict) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "step " + step.name() + " cannot be done: " + conflict.why(),
                    "nothing was changed; settle what is there, then send the command again");
        }
        if (!(state instanceof StepState.Done)) {
            step.refusal(catalogue).ifPresent(refusal -> {
                throw refused(step, refusal);
            });
        }
    }

    static OperationFailed refused(Step step, Refused refused) {
        return new OperationFailed(
                Reason.PRECONDITION, "step " + step.name() + " is refused: " + refused.why(), refused.mend());
    }
}
