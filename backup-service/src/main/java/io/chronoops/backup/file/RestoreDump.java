package io.chronoops.backup.file;

import com.github.luben.zstd.ZstdIOException;
import io.chronoops.backup.restore.FreshDatabase;
import io.chronoops.backup.script.Piece;
import io.chronoops.backup.script.Pieces;
import io.chronoops.kit.operation.OperationRun;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipException;

/** Restores what pg_dump wrote, piece by piece as it is read: memory holds a statement, never a table. */
final class RestoreDump {
    private final Found file;
    private final FreshDatabase target;
    private final OperationRun run;
    private final DumpFacts facts = new DumpFacts();
    private String create = "";
    private String connected = "";

    RestoreDump(Found file, FreshDatabase target, OperationRun run) {
        this.file = file;
        this.target = target;
        this.run = run;
    }

    /** What came of it. */
    record Restored(long tables, long rows, String version, List<String> leftOut) {}

    Restored restore() throws SQLException, IOException {
        try (var source = DumpSource.open(file)) {
            var pieces = new Pieces(source.script());
            try {
                return restore(pieces, source);
            } catch (EOFException e) {
                source.checkEnd(); // who makes the script knows better why it ends
                throw Trouble.truncated(file.path(), String.valueOf(e.getMessage()));
            } catch (ZipException | ZstdIOException e) {
                throw Trouble.damaged(
                        file.path(), "at byte " + source.done() + " it does not expand: " + e.getMessage());
            }
        }
    }

    private Restored restore(Pieces pieces, DumpSource source) throws SQLException, IOException {
        Runnable between = () -> {
            run.stopIfCancelled();
            run.progress("restoring the file", source.done(), source.total(), "bytes");
        };
        try (var filling = new FillFromDump(file.path(), target, pieces, between)) {
            for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
                between.run();
                switch (piece) {
                    case Piece.Note note -> facts.note(note.text());
                    case Piece.Meta meta -> meta(meta.command());
                    case Piece.Statement statement -> take(statement, filling, pieces);
                    case Piece.Rows rows -> {
                        begin(filling, pieces);
                        filling.load(rows);
                    }
                }
            }
            source.checkEnd();
            mustBeWhole();
            begin(filling, pieces); // which a dump without any object has not
            run.progress("giving objects to their owners, analysing", 0, 0, "");
            filling.finish();
            return new Restored(filling.tables(), filling.rows(), facts.version(), filling.leftOut());
        }
    }

    private void take(Piece.Statement statement, FillFromDump filling, Pieces pieces) throws SQLException, IOException {
        facts.statement();
        switch (Sorted.sort(statement, target.name())) {
            case Sorted.Needless _ -> {}
            case Sorted.Creates(String sql) -> {
                if (!create.isEmpty()) {
                    throw DumpFacts.ofCluster(file.path() + " makes several databases");
                }
                create = sql;
            }
            case Sorted.Beyond(String what) -> throw DumpFacts.ofCluster(file.path() + " has a " + what);
            case Sorted.Run(var entry) -> {
                begin(filling, pieces);
                filling.run(entry, statement.object());
            }
            case Sorted.Owner(var entry) -> {
                begin(filling, pieces);
                filling.give(entry);
            }
            case Sorted.OfDatabase(var entry) -> filling.later(entry);
        }
    }

    /** All that stands before the first object is known now. */
    private void begin(FillFromDump filling, Pieces pieces) throws SQLException {
        if (!filling.hasBegun()) {
            target.create(DatabaseLike.of(create, facts, pieces.encoding(), target), run.operationId());
            filling.begin();
            DatabaseLike.lacks(create).ifPresent(filling::lacks);
        }
    }

    private void meta(String command) {
        String name = command.split("\\s", 2)[0];
        switch (name) {
            case "\\restrict", "\\unrestrict" -> {} // for psql alone: nothing here runs what stands behind a backslash
            case "\\connect" -> {
                // once more after settings of the database, which a new session has
                if (create.isEmpty() || !(connected.isEmpty() || connected.equals(command))) {
                    throw DumpFacts.ofCluster(file.path() + " connects to "
                            + (create.isEmpty() ? "a database that it does not make" : "a second database"));
                }
                connected = command;
            }
            default ->
                throw Trouble.unknown(
                        file.path(),
                        "holds " + name + ", a command of psql that is not run here",
                        "restore it with psql, if you trust it: it may start programs");
        }
    }

    private void mustBeWhole() {
        if (!facts.isWhole()) {
            throw Trouble.truncated(file.path(), "it lacks its last line, \"" + facts.end() + "\"");
        }
    }
}
