package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.backup.schema.SchemaVersions;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.util.List;

/** Restores a backup of ours that lies outside of the service's repository, as of its own moment. */
public final class BackupOutside {
    private final Operated operated;
    private final RestoreProperties properties;

    /** With sessions of the restoring role. */
    public BackupOutside(Operated operated, RestoreProperties properties) {
        this.operated = operated;
        this.properties = properties;
    }

    /**
     * Which one, and how.
     *
     * @param place a repository that holds it
     * @param database that it is a backup of, by its configured name
     */
    public record Wish(Repository place, String database, String id, List<String> tables, int jobs, boolean verify) {}

    /** What was restored, and what was not. */
    public record Restored(int tables, long rows, boolean verified, List<String> notes) {}

    /** Restores it into a new database at this server. */
    public Restored restore(Wish wish, Database server, String name, OperationRun run) throws IOException {
        var manifests = new Manifests(wish.place());
        RestorePlan plan = new PlanRestore(
                        wish.place(),
                        manifests,
                        new Segments(wish.place()),
                        new KnownSchemas(new SchemaVersions(wish.place()), manifests))
                .plan(wish.database(), wish.id(), new Target.BackupItself(), wish.tables());
        var into = new TargetDatabase(server, name, operated, properties.role());
        var done = new RestoreDatabase(wish.place(), properties).restore(plan, into, wish.jobs(), wish.verify(), run);
        return new Restored(
                plan.entries().size(),
                plan.entries().stream().mapToLong(TableEntry::rows).sum(),
                done.verified(),
                done.leftOut());
    }
}
