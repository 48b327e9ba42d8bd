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

/** Folds old parts of the log to their net effect. */
@Command(
        name = "compact",
        description = "Fold old parts of the log to what they come to, so that restores over them read less.",
        footer = {
            "",
            "The log itself stays as long as retention says: every moment can be restored as before.",
            "It runs by itself once a day; which parts: chronoops.compaction in the service's configuration.",
            "",
            "Example:",
            "  chronoops compact --dry-run"
        })
public final class CompactCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--dry-run", description = "Say what would be folded, fold nothing.")
    private boolean dryRun;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public CompactCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.BACKUP);
        var order = new Order(
                Service.BACKUP,
                database,
                "compact",
                Map.of("dryRun", dryRun),
                "compaction of the log of " + database + (dryRun ? " (dry run)" : ""));
        return new RunOrder(session).run(order, waiting, new OutcomeView(_ -> dryRun ? "chronoops compact" : ""));
    }
}
