package io.chronoops.backup.restore;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.postgres.Snapshot;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.util.List;

/**
 * Restores some tables to exactly what a snapshot of the source saw, into a database of its own. A snapshot taken under
 * load is between no two transactions of the log: which belong to it, it says itself.
 */
public final class RestoreSnapshot {
    private final PlanRestore plan;
    private final RestoreDatabase restore;
    private final Operated operated;
    private final RestoreProperties properties;

    /** With the parts that every restore is made of. */
    public RestoreSnapshot(PlanRestore plan, RestoreDatabase restore, Operated operated, RestoreProperties properties) {
        this.plan = plan;
        this.restore = restore;
        this.operated = operated;
        this.properties = properties;
    }

    /**
     * What to restore.
     *
     * @param baseId the full backup to begin with
     * @param tables as schema.table
     * @param lsn all that the snapshot saw had committed before it; must be sealed
     */
    public record Wish(String baseId, List<String> tables, Snapshot snapshot, long lsn) {}

    /** Into this new database, which is gone again if it fails; returns the changes that were replayed. */
    public long restore(Database database, String into, Wish wish, OperationRun run) throws IOException {
        var target = new Target.ToSnapshot(wish.snapshot(), wish.lsn());
        RestorePlan planned = plan.plan(database.name(), wish.baseId(), target, wish.tables());
        return restore.restore(planned, new TargetDatabase(database, into, operated, properties.role()), 1, false, run)
                .changes();
    }
}
