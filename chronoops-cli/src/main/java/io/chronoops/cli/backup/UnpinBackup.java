package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Leaves a backup to retention again. */
@Command(
        name = "unpin",
        description = "Leave a backup to retention again; says what retention makes of it.",
        footer = {"", "Example:", "  chronoops backups unpin 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d"})
public final class UnpinBackup implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The backup.")
    private String id = "";

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public UnpinBackup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new SetPin(session).set(id, false, waiting);
    }
}
