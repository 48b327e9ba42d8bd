package io.chronoops.cli.incident;

import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Acknowledge an incident: you have it, no further tier is paged. */
@Command(
        name = "ack",
        description = "Acknowledge an incident: you have it, no further tier is paged.",
        footer = {"", "Example:", "  chronoops incidents ack 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d"})
public final class AckIncident implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The incident.")
    private String id = "";

    @Mixin
    private InTheNameOf who = new InTheNameOf();

    /** For this call. */
    public AckIncident(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new TakeIncident(session).take(id, "ack", "acknowledged", who);
    }
}
