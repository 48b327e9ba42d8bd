package io.chronoops.migration.apply;

import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.migration.cover.RequireBackup;
import io.chronoops.migration.cover.TakeBase;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.plan.Plans;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Takes up the command migrate: a verified backup before, the plan's steps, a base after. */
public final class MigrateHandler implements CommandHandler {
    private final Plans plans;
    private final RequireBackup requireBackup;
    private final ChangeDatabase changeDatabase;
    private final TakeBase takeBase;

    /** For these plans. */
    public MigrateHandler(Plans plans, RequireBackup requireBackup, ChangeDatabase changeDatabase, TakeBase takeBase) {
        this.plans = plans;
        this.requireBackup = requireBackup;
        this.changeDatabase = changeDatabase;
        this.takeBase = takeBase;
    }

    @Override
    public String type() {
        return "migrate";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        String name = command.getMigrate().getPlan();
        return plans.find(name).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.NOT_FOUND, "there is no plan \"" + name + "\"; this version knows " + plans.names()));
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        long began = System.nanoTime();
        Plan plan = plans.find(command.getMigrate().getPlan()).orElseThrow();
        Direction direction = Direction.of(command.getMigrate().getRollback());
        String database = command.getDatabase();
        var details = new LinkedHashMap<String, String>();
        details.put("plan", plan.name());
        details.put("direction", direction.name());
        details.put("database", database);
        if (!changeDatabase.hasBegun(run.operationId())) {
            run.progress("looking for a verified backup", 0, 1, "backups");
            details.put("backupBefore", requireBackup.of(database).backupId());
        }
        ChangeDatabase.Change change = changeDatabase.run(database, plan, direction, run);
        details.putAll(change.details());
        String base = takeBase.of(database, run);
        details.put("backupId", base);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        details.put("durationMs", Long.toString(took.toMillis()));
        details.put("attempt", Integer.toString(run.attempt()));
        if (run.attempt() > 1) {
            details.put("figuresOf", "attempt " + run.attempt() + " alone; what stood before it was not done again");
        }
        return new Outcome(
                "plan " + plan.name() + (direction == Direction.APPLY ? " applied to " : " rolled back in ") + database
                        + " in " + took.toSeconds() + " s: " + change.summary() + "; base " + base + " covers it",
                details);
    }
}
