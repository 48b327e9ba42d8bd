package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Keeps a backup whatever retention says. */
@Command(
        name = "pin",
        description = "Keep a backup, whatever its age, until it is unpinned.",
        footer = {
            "",
            "A full backup is kept as of its own moment; an incremental one with the full backup before it and the log.",
            "",
            "Example:",
            "  chronoops backups pin 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d"
        })
public final class PinBackup implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The backup.")
    private String id = "";

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public PinBackup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new SetPin(session).set(id, true, waiting);
    }
}
