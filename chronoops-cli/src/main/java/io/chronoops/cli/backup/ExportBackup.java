package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a backup as one plain file. */
@Command(
        name = "export",
        description = "Write a backup as one plain file that any psql reads.",
        footer = {
            "",
            "The file is written by backup-service, where it runs; the backup stays.",
            "",
            "Examples:",
            "  chronoops backups export 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d --format sql.gz",
            "  chronoops backups export 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d --to /mnt/usb/shop.sql.gz"
        })
public final class ExportBackup implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The backup.")
    private String id = "";

    @Option(
            names = "--format",
            paramLabel = "sql.gz",
            defaultValue = "sql.gz",
            description = "Its form: SQL and COPY text, gzipped (default: sql.gz).")
    private String format = "sql.gz";

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "A path that backup-service can write (default: exports/ID.sql.gz in the repository).")
    private @Nullable String file;

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public ExportBackup(Session session) {
        this.session = session;
    }

    private record Wish(
            String backupId, String format, @Nullable String file) {}

    @Override
    public Integer call() {
        String database = new WhoseBackup(session).database(id);
        return new RunOrder(session)
                .run(
                        new Order(Service.BACKUP, database, "export", new Wish(id, format, file), "export of " + id),
                        waiting,
                        new OutcomeView(_ -> "gunzip -c FILE | psql -X -v ON_ERROR_STOP=1 -d an_empty_database"));
    }
}
