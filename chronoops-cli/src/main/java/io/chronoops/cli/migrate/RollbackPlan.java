package io.chronoops.cli.migrate;

import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Consent;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a plan back. */
@Command(
        name = "rollback",
        description = "Take a plan back while the application runs.",
        footer = {"", "Example:", "  chronoops migrate rollback enhanced-filtering --yes"})
public final class RollbackPlan implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The plan.")
    private String name = "";

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public RollbackPlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.MIGRATION);
        return new RunPlan(session).run(new RunPlan.Wanted(name, database, true), consent, waiting);
    }
}
