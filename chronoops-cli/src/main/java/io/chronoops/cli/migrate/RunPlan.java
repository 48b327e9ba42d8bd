package io.chronoops.cli.migrate;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Consent;
import io.chronoops.cli.session.Session;

/** Takes a plan there or back, after showing it. */
final class RunPlan {
    private final Session session;

    RunPlan(Session session) {
        this.session = session;
    }

    private record Wish(String plan, boolean rollback) {}

    int run(Wanted wanted, Consent consent, Waiting waiting) {
        if (!consent.isGiven()) {
            var plan = Json.as(
                    PlanView.class, new Migrations(session).one(wanted.plan(), wanted.database(), wanted.rollback()));
            session.screen().note(new PlanLines(plan, wanted.database(), false));
            session.questions()
                    .agree(
                            consent,
                            (wanted.rollback() ? "Roll it back in " : "Apply it to ") + wanted.database() + "?");
        }
        return new RunOrder(session)
                .run(
                        new Order(
                                Service.MIGRATION,
                                wanted.database(),
                                "migrate",
                                new Wish(wanted.plan(), wanted.rollback()),
                                (wanted.rollback() ? "rollback of " : "migration ") + wanted.plan() + " in "
                                        + wanted.database()),
                        waiting);
    }

    /** What to do where. */
    record Wanted(String plan, String database, boolean rollback) {}
}
