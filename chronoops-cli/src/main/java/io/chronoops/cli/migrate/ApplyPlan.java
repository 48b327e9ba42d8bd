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

/** Applies a plan. */
@Command(
        name = "apply",
        description = "Apply a plan while the application runs; needs a verified backup, takes a new one after.",
        footer = {"", "Example:", "  chronoops migrate apply enhanced-filtering --yes"})
public final class ApplyPlan implements Callable<Integer> {
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
    public ApplyPlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.MIGRATION);
        return new RunPlan(session).run(new RunPlan.Wanted(name, database, false), consent, waiting);
    }
}
