package io.chronoops.cli.backup;

import io.chronoops.cli.operation.OperationView;
import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What retention decided of each backup, and why; the newest first. */
final class Decisions {
    private static final String KEPT = "kept: ";
    private static final String EXPIRES = "expires: ";

    private final Session session;

    Decisions(Session session) {
        this.session = session;
    }

    View of(OperationView operation, boolean dryRun) {
        Map<String, String> details = Objects.requireNonNullElse(operation.details(), Map.of());
        Map<String, BackupView> known = known(operation.database());
        return look -> {
            var table = new Table("", "BACKUP", "TYPE", "TAKEN", ">SIZE", "DECISION", "WHY");
            details.entrySet().stream()
                    .filter(one ->
                            one.getValue().startsWith(KEPT) || one.getValue().startsWith(EXPIRES))
                    .sorted(Comparator.comparing((Map.Entry<String, String> one) -> one.getKey())
                            .reversed())
                    .forEach(one -> row(table, one.getKey(), one.getValue(), known.get(one.getKey()), dryRun, look));
            return table.lines(look);
        };
    }

    private static void row(
            Table table, String id, String decided, @Nullable BackupView backup, boolean dryRun, Look look) {
        boolean kept = decided.startsWith(KEPT);
        table.row(
                id,
                backup == null ? "" : backup.type(),
                backup == null ? "" : look.time(backup.takenAt()),
                backup == null ? "" : Human.size(backup.bytes()),
                kept ? new Cell("kept", Tone.GOOD) : new Cell(dryRun ? "would go" : "removed", Tone.ATTENTION),
                decided.substring(kept ? KEPT.length() : EXPIRES.length()));
    }

    /** Those that are still there; ids begin with their time, so that the order needs no more. */
    private Map<String, BackupView> known(@Nullable String database) {
        return session.rest(Service.BACKUP)
                .find(Address.of("backups").with("database", database))
                .map(documents -> documents
                        .valueStream()
                        .map(one -> Json.as(BackupView.class, one))
                        .collect(Collectors.toMap(BackupView::id, Function.identity())))
                .orElse(Map.of());
    }
}
