package io.chronoops.cli.backup;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Facts;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one backup. */
@Command(
        name = "show",
        description = "Show one backup.",
        footer = {"", "Example:", "  chronoops backups show 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d"})
public final class ShowBackup implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The backup.")
    private String id = "";

    /** For this call. */
    public ShowBackup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode document = session.rest(Service.BACKUP).get(Address.of("backups", id));
        var backup = Json.as(BackupView.class, document);
        session.screen().answer(document, look -> facts(backup, look).lines(look));
        return 0;
    }

    private static Facts facts(BackupView backup, Look look) {
        return new Facts()
                .add("backup", backup.id())
                .add("database", backup.database())
                .add("type", backup.type())
                .add("taken", look.when(backup.takenAt()))
                .add(
                        "took",
                        backup.endedAt() == null
                                ? ""
                                : Human.duration(Duration.between(backup.takenAt(), backup.endedAt())))
                .add("at LSN", backup.lsn())
                .add("tables", backup.tables())
                .add("rows", Human.count(backup.rows()))
                .add("size", Human.size(backup.bytes()) + " (" + backup.codec() + ")")
                .add(
                        "kept",
                        backup.pinnedAt() != null
                                ? "pinned at " + look.time(backup.pinnedAt()) + ", until it is unpinned"
                                : backup.retentionDays() == null
                                        ? "by the service's rule"
                                        : backup.retentionDays() + " days")
                .add("location", backup.location())
                .add(
                        "verified",
                        backup.verifiedAt() == null
                                ? Cell.dim("not yet: chronoops backups verify " + backup.id())
                                : new Cell(look.when(backup.verifiedAt()), Tone.GOOD))
                .add(
                        "proven",
                        backup.provenAt() == null
                                ? Cell.dim("not yet: chronoops drill " + backup.id())
                                : new Cell(look.when(backup.provenAt()) + took(backup.provenSeconds()), Tone.GOOD))
                .add("damaged", new Cell(backup.damaged() == null ? "" : backup.damaged(), Tone.BAD));
    }

    private static String took(@Nullable Double seconds) {
        return seconds == null ? "" : ", restored in " + Human.duration(Duration.ofMillis((long) (seconds * 1000)));
    }
}
