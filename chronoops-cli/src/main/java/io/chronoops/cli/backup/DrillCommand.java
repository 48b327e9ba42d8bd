package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.output.Facts;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves a backup by restoring it. */
@Command(
        name = "drill",
        description = "Restore the newest full backup and its log into a scratch database, compare, measure, drop.",
        footer = {
            "",
            "The operated database is not touched; the scratch copy takes about as much disk at its server.",
            "",
            "Examples:",
            "  chronoops drill",
            "  chronoops drill 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d --into rehearsal --keep"
        })
public final class DrillCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The full backup to prove (default: the newest).")
    private @Nullable String id;

    @Option(
            names = "--into",
            paramLabel = "NAME",
            description = "The scratch database (default: <db>_drill_<yyyymmdd_hhmm>).")
    private @Nullable String into;

    @Option(names = "--keep", description = "Keep the scratch database; it is yours to drop.")
    private boolean keep;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public DrillCommand(Session session) {
        this.session = session;
    }

    private record Wish(@Nullable String backupId, @Nullable String into, boolean keep) {}

    @Override
    public Integer call() {
        String database = id == null || on.name() != null
                ? session.database(on, Service.BACKUP)
                : new WhoseBackup(session).database(id);
        session.screen().note(plan(database));
        var order = new Order(Service.BACKUP, database, "drill", new Wish(id, into, keep), "drill of " + database);
        return new RunOrder(session)
                .run(
                        order,
                        waiting,
                        new OutcomeView(ended -> keep
                                ? "look into it: psql -d " + ended.detail("database") + "; drop it when done"
                                : ""));
    }

    private View plan(String database) {
        return View.text("Drill of " + database + ":")
                .then(new Facts()
                        .add("proves", id == null ? "the newest full backup and the log after it" : "backup " + id)
                        .add("into", into == null ? "a scratch database named after it and the time" : into)
                        .add("afterwards", keep ? "the scratch database is kept" : "the scratch database is dropped")
                        .add("untouched", database + " itself"));
    }
}
