package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the catalogue anew from the repository. */
@Command(
        name = "rebuild",
        description = "Make the catalogue anew from the repository alone.",
        footer = {"", "Example:", "  chronoops catalog rebuild --dry-run"})
public final class RebuildCatalog implements Callable<Integer> {
    private final Session session;

    @Option(names = "--dry-run", description = "Say what differs, change nothing.")
    private boolean dryRun;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public RebuildCatalog(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.BACKUP);
        return new RunOrder(session)
                .run(
                        new Order(
                                Service.BACKUP,
                                database,
                                "catalogRebuild",
                                Map.of("dryRun", dryRun),
                                "rebuild of the catalogue of " + database),
                        waiting);
    }
}
