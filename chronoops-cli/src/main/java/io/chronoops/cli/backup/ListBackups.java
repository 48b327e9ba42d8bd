package io.chronoops.cli.backup;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists backups, newest first. */
@Command(
        name = "list",
        description = "List backups, newest first (without --database: of all databases).",
        footer = {"", "Example:", "  chronoops backups list --database shop --output json"})
public final class ListBackups implements Callable<Integer> {
    private final Session session;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public ListBackups(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode documents =
                session.rest(Service.BACKUP).get(Address.of("backups").with("database", on.name()));
        List<BackupView> backups = documents
                .valueStream()
                .map(one -> Json.as(BackupView.class, one))
                .sorted(Comparator.comparing(BackupView::takenAt).reversed())
                .toList();
        session.screen().answer(documents, look -> table(backups, look).lines(look));
        return 0;
    }

    private static Table table(List<BackupView> backups, Look look) {
        var table = new Table(
                "no backup yet; take one: chronoops backup --type=full",
                "ID",
                "DATABASE",
                "TYPE",
                "TAKEN",
                ">AGE",
                ">TABLES",
                ">ROWS",
                ">SIZE",
                "VERIFIED",
                "KEPT");
        backups.forEach(one -> table.row(
                one.id(),
                one.database(),
                one.type(),
                look.time(one.takenAt()),
                look.age(one.takenAt()),
                one.tables(),
                Human.count(one.rows()),
                Human.size(one.bytes()),
                verified(one, look),
                kept(one)));
        return table;
    }

    private static Cell kept(BackupView backup) {
        if (backup.pinnedAt() != null) {
            return new Cell("pinned", Tone.GOOD);
        }
        return backup.retentionDays() == null ? Cell.dim("by rule") : Cell.of(backup.retentionDays() + " days");
    }

    static Cell verified(BackupView backup, Look look) {
        if (backup.damaged() != null) {
            return new Cell("damaged", Tone.BAD);
        }
        if (backup.provenAt() != null) {
            return new Cell("proven " + look.age(backup.provenAt()), Tone.GOOD);
        }
        return backup.verifiedAt() == null ? Cell.dim("not yet") : new Cell(look.age(backup.verifiedAt()), Tone.GOOD);
    }
}
