package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
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

/** Removes what retention no longer keeps. */
@Command(
        name = "cleanup",
        description = "Remove the backups that retention no longer keeps; never the last good one.",
        footer = {
            "",
            "Kept are: what is pinned, what is younger than its days, what a moment of the last 30 days or a kept",
            "increment needs, the newest verified one, and one for each of so many days, weeks, months and years.",
            "",
            "Example:",
            "  chronoops cleanup --dry-run"
        })
public final class CleanupCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--dry-run", description = "Say what would be removed and by which rule, remove nothing.")
    private boolean dryRun;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public CleanupCommand(Session session) {
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
                                "cleanup",
                                Map.of("dryRun", dryRun),
                                "cleanup of " + database + (dryRun ? " (dry run)" : "")),
                        waiting,
                        OutcomeView.of(
                                ended -> new Decisions(session).of(ended, dryRun),
                                _ -> dryRun ? "chronoops cleanup" : ""));
    }
}
