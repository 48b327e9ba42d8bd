package io.chronoops.migration.support;

import io.chronoops.kit.operation.OperationRun;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.plan.Plans;
import io.chronoops.migration.postgres.OperatedSession;
import io.chronoops.migration.postgres.PostgresCatalogue;
import io.chronoops.migration.postgres.PostgresPerformer;
import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.run.Figures;
import io.chronoops.migration.run.Measures;
import io.chronoops.migration.run.Pace;
import io.chronoops.migration.run.RunPlan;
import io.chronoops.migration.run.StoppableRun;
import io.chronoops.migration.step.TableFacts;
import java.time.Duration;

/** Runs the steps of a plan against a database, without the service around them. */
public record Migrating(ScrapePages pages, Checkpoints checkpoints, Pace pace) {
    public static final Plan PLAN = Plans.shipped().find("enhanced-filtering").orElseThrow();
    private static final Measures NOBODY = new Measures() {
        @Override
        public void batch(Duration took, long rows) {}

        @Override
        public void lockRetried() {}

        @Override
        public void step(String name, Duration took) {}
    };

    /** With patience for tests. */
    public Migrating(ScrapePages pages) {
        this(
                pages,
                new InMemoryCheckpoints(),
                new Pace(
                        Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofMillis(20)));
    }

    /** The same with less patience for locks. */
    public Migrating patience(Duration patience) {
        return new Migrating(
                pages, checkpoints, new Pace(pace.lockTimeout(), patience, pace.batchTarget(), pace.batchPause()));
    }

    /** To the end, verified. */
    public Figures run(Direction direction, OperationRun run) throws InterruptedException {
        return run(PLAN, direction, run);
    }

    /** Any plan to the end, verified. */
    public Figures run(Plan plan, Direction direction, OperationRun run) throws InterruptedException {
        var figures = new Figures(NOBODY);
        try (var session = OperatedSession.open(
                pages.server().jdbcUrl(pages.database()),
                ScrapePages.OWNER,
                pages.server().password(ScrapePages.OWNER))) {
            session.claim(plan.table(), Duration.ofSeconds(10));
            var catalogue = new PostgresCatalogue(session.worker(), checkpoints, pages.database(), plan.name());
            var stoppable = new StoppableRun(run);
            var performer = new PostgresPerformer(session, catalogue, checkpoints, pace, figures, stoppable);
            var runPlan = new RunPlan(catalogue, performer, figures, stoppable);
            runPlan.run(plan, direction, new RunPlan.Book() {
                @Override
                public void begins(TableFacts facts) {}

                @Override
                public void renew() {
                    checkpoints.forget(pages.database(), plan.name());
                }
            });
            runPlan.verify(plan, direction);
        }
        return figures;
    }
}
