package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads backups again, every byte. */
@Command(
        name = "verify",
        description = "Read every byte of a backup again and compare it with its checksums.",
        footer = {"", "Example:", "  chronoops backups verify --all"})
public final class VerifyBackups implements Callable<Integer> {
    private final Session session;

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** One of them, or all of a database. */
    static final class Which {
        @Parameters(paramLabel = "ID", description = "The backup.")
        @Nullable
        String id;

        @Option(names = "--all", description = "All backups of the database, and its log.")
        boolean all;
    }

    /** For this call. */
    public VerifyBackups(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String id = which.id;
        String database = id == null || on.name() != null ? session.database(on, Service.BACKUP) : databaseOf(id);
        return new RunOrder(session)
                .run(
                        new Order(
                                Service.BACKUP,
                                database,
                                "verify",
                                id == null ? Map.of() : Map.of("backupId", id),
                                "verification of " + Objects.requireNonNullElse(id, "all backups of " + database)),
                        waiting);
    }

    private String databaseOf(String id) {
        return session.rest(Service.BACKUP)
                .get(Address.of("backups", id))
                .path("database")
                .asString("");
    }
}
