package io.chronoops.migration.web;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.postgres.OperatedSession;
import io.chronoops.migration.postgres.OperatedSessions;
import io.chronoops.migration.postgres.PostgresCatalogue;
import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.step.Catalogue;
import io.chronoops.migration.step.Refused;
import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.TableFacts;
import io.chronoops.ops.Reason;
import java.time.Duration;
import java.util.List;

/** Where a plan stands in a database, read from its catalogue; changes nothing. */
public final class LookAtPlan {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OperatedSessions sessions;
    private final Checkpoints checkpoints;

    /** Over these sessions. */
    public LookAtPlan(OperatedSessions sessions, Checkpoints checkpoints) {
        this.sessions = sessions;
        this.checkpoints = checkpoints;
    }

    PlanView at(String database, Plan plan, Direction direction) {
        try (OperatedSession session = sessions.open(database)) {
            session.limitStatements(PATIENCE);
            return view(
                    new PostgresCatalogue(session.worker(), checkpoints, database, plan.name()),
                    database,
                    plan,
                    direction);
        }
    }

    private static PlanView view(Catalogue catalogue, String database, Plan plan, Direction direction) {
        TableFacts facts = catalogue
                .table(plan.table())
                .orElseThrow(() -> new OperationFailed(
                        Reason.NOT_FOUND,
                        "database " + database + " has no table " + plan.table(),
                        "check that this is the database that the plan is meant for"));
        List<StepView> steps = plan.steps(direction).stream()
                .map(step ->
                        StepView.of(step, step.look(catalogue), facts.size().total()))
                .toList();
        return new PlanView(
                plan.name(),
                plan.about(),
                plan.table().toString(),
                PlanView.word(direction),
                database,
                PlanView.together(steps),
                new PlanView.TableView(
                        facts.size().rows(), facts.size().heap(), facts.size().indexes()),
                refusals(catalogue, plan.steps(direction)),
                PlanView.findings(plan),
                steps);
    }

    private static List<String> refusals(Catalogue catalogue, List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.refusal(catalogue).map(Refused::why).stream())
                .toList();
    }
}
