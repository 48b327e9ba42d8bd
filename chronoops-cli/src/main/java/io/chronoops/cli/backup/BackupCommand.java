package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a backup. */
@Command(
        name = "backup",
        description = "Take a backup.",
        footer = {
            "",
            "Examples:",
            "  chronoops backup --type=full --retention-days=90",
            "  chronoops backup --encrypt --rate 20MB/s --refuse-if-busy",
            "  chronoops backup --type=data --tables scrape_pages pages domains"
        })
public final class BackupCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    @Option(
            names = "--type",
            paramLabel = "full|schema|data|incremental|differential",
            defaultValue = "full",
            description = {
                "What it takes (default: full). incremental: the changes up to now, sealed.",
                "differential: what they come to since the newest full backup; it needs that one and no log."
            })
    private Type type = Type.FULL;

    @Option(
            names = "--tables",
            paramLabel = "TABLE...",
            hideParamSyntax = true,
            arity = "1..*",
            split = ",",
            description = "Only these, as table or schema.table (default: all).")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--retention-days",
            paramLabel = "N",
            description = "Keep it so many days (default: the service's rule, 30).")
    private @Nullable Integer retentionDays;

    @Option(names = "--codec", paramLabel = "gzip:6|zstd:3|none", description = "Compression (default: gzip:6).")
    private @Nullable String codec;

    @Option(names = "--jobs", paramLabel = "N", description = "Parallel connections (default: the service's rule).")
    private @Nullable Integer jobs;

    @Option(
            names = "--encrypt",
            negatable = true,
            description = "Encrypt its files with the service's key (default: the service's rule).")
    private @Nullable Boolean encrypt;

    @Option(
            names = "--rate",
            paramLabel = "20MB/s",
            converter = Rate.Converter.class,
            description = "Read no more from the source, over all connections (default: the service's rule).")
    private @Nullable Rate rate;

    @Option(
            names = "--refuse-if-busy",
            description = "Fail at once if another backup of it runs (default: wait for its end).")
    private boolean refuseIfBusy;

    /** For this call. */
    public BackupCommand(Session session) {
        this.session = session;
    }

    /** What a backup takes. */
    enum Type {
        FULL,
        SCHEMA,
        DATA,
        INCREMENTAL,
        DIFFERENTIAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Wish(
            String type,
            List<String> tables,
            @Nullable Integer retentionDays,
            @Nullable String codec,
            @Nullable Integer jobs,
            @Nullable Boolean encrypt,
            @Nullable Long bytesPerSecond,
            boolean refuseIfBusy) {}

    @Override
    public Integer call() {
        String database = session.database(on, Service.BACKUP);
        var wish = new Wish(
                type.name(),
                tables,
                retentionDays,
                codec,
                jobs,
                encrypt,
                rate == null ? null : rate.bytesPerSecond(),
                refuseIfBusy);
        var order = new Order(Service.BACKUP, database, "backup", wish, type + " backup of " + database);
        return new RunOrder(session)
                .run(
                        order,
                        waiting,
                        new OutcomeView(ended ->
                                type == Type.FULL ? "chronoops backups verify " + ended.detail("backupId") : ""));
    }
}
