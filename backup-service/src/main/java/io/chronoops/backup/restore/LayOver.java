package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.overlay.Overlay;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds the log before the base is loaded, for the tables whose rows can be changed on their way. Settled once for a target:
 * a later attempt that goes on with it does the same tables so, because some of them are loaded already.
 */
final class LayOver {
    private final ArchiveReader archive;
    private final Path folder;
    private final long limit;

    /** folder: for the log's rows meanwhile; limit: bytes of heap that their keys may take. */
    LayOver(ArchiveReader archive, Path folder, long limit) {
        this.archive = archive;
        this.folder = folder;
        this.limit = limit;
    }

    /** What is to be laid over the rows of which tables; the caller closes it. */
    Overlay fold(RestorePlan plan, Replay replay, DoneSteps steps, Connection session)
            throws SQLException, IOException {
        var overlay = new Overlay(
                plan.planned().stream()
                        .filter(table -> !table.changed())
                        .map(PlannedTable::entry)
                        .collect(Collectors.toMap(TableEntry::title, TableEntry::columns)),
                plan.segments().isEmpty()
                        ? Map.of()
                        : TargetTables.read(session).withOneText(),
                folder,
                limit);
        try {
            if (!plan.segments().isEmpty()) {
                replay.layOver(archive, overlay);
                Optional<Set<String>> before = steps.overlaid();
                if (before.isPresent()) {
                    keep(overlay, before.get());
                } else {
                    steps.settle(session, overlay.tables());
                }
            }
            return overlay;
        } catch (SQLException | IOException | RuntimeException e) {
            overlay.close();
            throw e;
        }
    }

    private static void keep(Overlay overlay, Set<String> tables) {
        for (String table : overlay.tables()) {
            if (!tables.contains(table)) {
                overlay.giveUp(table, "an earlier attempt loaded it without the log");
            }
        }
        for (String table : tables) {
            if (!overlay.has(table)) {
                throw new OperationFailed(
                        Reason.PRECONDITION,
                        "the restore cannot go on: an attempt before loaded " + table
                                + " together with its log, for which this one lacks memory or disk",
                        "send the command again: a new restore begins anew");
            }
        }
    }
}
