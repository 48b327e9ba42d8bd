package io.chronoops.endtoend.bench;

import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One table by backup-service as it was after its changes: a base from before them, and the log. What comes back is compared. */
final class OurPointInTime implements Side {
    private static final int JOBS = 2;

    private final OurService service;
    private final Client client;
    private final Restored restored;
    private final String table;
    private final List<String> backedUp;
    private final Change change;
    private @Nullable String backup;
    private OurService.@Nullable Done done;
    private String lsn = "";

    /** What happens to the table between the base and the point in time. */
    interface Change {
        void make() throws SQLException;
    }

    /** With a base of these tables; none: of all. */
    OurPointInTime(OurService service, Client client, String table, List<String> backedUp, Change change) {
        this.service = service;
        this.client = client;
        this.restored = Restored.ours(client, false);
        this.table = table;
        this.backedUp = backedUp;
        this.change = change;
    }

    @Override
    public String name() {
        return "chronoops restore --jobs " + JOBS + " --lsn … --tables " + table;
    }

    @Override
    public void prepare() throws IOException, SQLException {
        if (backup != null) return;
        backup = OurBackup.take(service, "gzip:6", JOBS, backedUp);
        change.make();
        service.incremental();
        lsn = service.capture().path("sealedLsn").asString("");
    }

    @Override
    public void act() throws IOException {
        done = service.succeeded(command -> command.setRestore(RestoreCommand.newBuilder()
                .setBackupId(backup)
                .setLsn(lsn)
                .setTables(List.of(table))
                .setInto(restored.next())
                .setJobs(JOBS)
                .build()));
    }

    @Override
    public double ownSeconds() {
        return service.ownSeconds(Objects.requireNonNull(done));
    }

    @Override
    public void clear() throws SQLException, IOException {
        String ours = client.digest(restored.name(), table);
        String source = client.digest(Dataset.DATABASE, table);
        if (!ours.equals(source)) throw new IOException(table + " came back as " + ours + " instead of " + source);
        restored.clear();
    }
}
