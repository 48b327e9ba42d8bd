package io.chronoops.endtoend.bench;

import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A restore by backup-service into a new database: all, or some tables. */
final class OurRestore implements Side {
    private static final int JOBS = 2;

    private final OurService service;
    private final Restored restored;
    private final List<String> tables;
    private @Nullable String backup;
    private OurService.@Nullable Done done;

    OurRestore(OurService service, Client client, List<String> tables) {
        this.service = service;
        this.restored = Restored.ours(client, !tables.isEmpty());
        this.tables = tables;
    }

    @Override
    public String name() {
        return "chronoops restore --jobs " + JOBS + (tables.isEmpty() ? "" : " --tables " + String.join(" ", tables));
    }

    @Override
    public void prepare() throws IOException {
        if (backup == null) backup = OurBackup.take(service, "gzip:6", JOBS, List.of());
    }

    @Override
    public void act() throws IOException {
        done = service.succeeded(command -> command.setRestore(RestoreCommand.newBuilder()
                .setBackupId(backup)
                .setTables(tables)
                .setInto(restored.next())
                .setJobs(JOBS)
                .build()));
    }

    @Override
    public double ownSeconds() {
        return service.ownSeconds(Objects.requireNonNull(done));
    }

    @Override
    public void clear() throws SQLException {
        restored.clear();
    }
}
