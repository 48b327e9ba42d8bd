package io.chronoops.backup.undo;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.condition.VersionsInPostgres;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.timeline.Archived;
import io.chronoops.backup.timeline.ChosenTables;
import io.chronoops.backup.timeline.UndoRows;
import io.chronoops.backup.timeline.UndoScript;
import io.chronoops.backup.timeline.UndoTransaction;
import io.chronoops.kit.databases.Database;
import io.chronoops.ops.UndoCommand;
import java.io.IOException;
import java.util.Optional;

/** Writes what undoes a transaction, or what happened to some rows: to be read, or to be run. */
public final class WriteUndo {
    private final Archive archive;
    private final Operated operated;
    private final UndoTransaction transaction;
    private final UndoRows rows;

    /** Where the log and the bases lie. */
    public record Archive(Repository repository, Segments segments, Manifests manifests) {
        Archived of(String database) throws IOException {
            return new Archived(
                    database,
                    manifests.of(database),
                    segments.of(database),
                    new LargeValues(repository, database)::read);
        }
    }

    /** From this archive; conditions are asked of the operated database. */
    public WriteUndo(Archive archive, Operated operated, UndoTransaction transaction, UndoRows rows) {
        this.archive = archive;
        this.operated = operated;
        this.transaction = transaction;
        this.rows = rows;
    }

    /** Why this can never be undone as it is asked; empty: it may be tried. */
    public static Optional<String> objection(UndoCommand wish) {
        boolean ofRows = wish.getTable() != null && wish.getPointInTime() != null;
        boolean anyOfRows = wish.getTable() != null || wish.getPointInTime() != null || wish.getWhere() != null;
        if (wish.getXid() == null ? !ofRows : anyOfRows) {
            return Optional.of(
                    "an undo takes a transaction alone, or a table and a point in time with or without a condition");
        }
        return Optional.empty();
    }

    /** By what is sealed now. */
    public UndoScript script(Database database, UndoCommand wish) throws IOException {
        Archived archived = archive.of(database.name());
        return wish.getXid() != null
                ? transaction.script(archived, wish.getXid(), wish.getOverwriteChanged())
                : rows.script(
                        archived,
                        new UndoRows.Wish(
                                ChosenTables.title(wish.getTable()),
                                wish.getWhere(),
                                wish.getPointInTime(),
                                wish.getOverwriteChanged()),
                        new VersionsInPostgres(operated, database));
    }
}
