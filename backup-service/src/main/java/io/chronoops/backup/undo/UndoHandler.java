package io.chronoops.backup.undo;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.timeline.UndoScript;
import io.chronoops.backup.undo.ApplyUndo.Applied;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.UndoCommand;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes back on command what a transaction did, or what happened to some rows, by one transaction of its own. */
public final class UndoHandler implements CommandHandler {
    private final Databases databases;
    private final Sealing sealing;
    private final WriteUndo write;
    private final ApplyUndo apply;
    private final Repository repository;

    /** What it takes to seal the log up to now. */
    public record Sealing(Captures captures, TakeIncremental incremental) {}

    /** Applies what this one writes. */
    public UndoHandler(Databases databases, Sealing sealing, WriteUndo write, ApplyUndo apply, Repository repository) {
        this.databases = databases;
        this.sealing = sealing;
        this.write = write;
        this.apply = apply;
        this.repository = repository;
    }

    @Override
    public String type() {
        return "undo";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        return WriteUndo.objection(command.getUndo()).map(objection -> new Refusal(Reason.INVALID, objection));
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        Database database = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        try {
            Applied applied =
                    apply.apply(database, command.getSource(), () -> written(database, command.getUndo(), run), run);
            return outcome(command.getUndo(), applied);
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
    }

    /** By all that is committed now. */
    private UndoScript written(Database database, UndoCommand wish, OperationRun run)
            throws IOException, InterruptedException {
        ArchiveState archive = sealing.captures()
                .archive(database.name())
                .orElseThrow(() -> new OperationFailed(
                        Reason.BUSY,
                        "the capture of " + database.name() + " does not run here",
                        "try again in a moment"));
        sealing.incremental().sealNow(database, run.operationId() + "-" + run.attempt(), archive, run);
        run.progress("working out what was", 0, 0, "");
        return write.script(database, wish);
    }

    private static Outcome outcome(UndoCommand wish, Applied applied) {
        String what = wish.getXid() != null
                ? "what transaction " + wish.getXid() + " did"
                : "what happened to rows of " + wish.getTable() + " since " + wish.getPointInTime();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("xid", String.valueOf(applied.xid()));
        if (applied.rows() != null) {
            details.put("rows", String.valueOf(applied.rows()));
        }
        return new Outcome(
                what + " is undone by transaction " + applied.xid()
                        + (applied.rows() == null ? "" : ": " + applied.rows() + " changes of rows taken back"),
                details);
    }
}
