package io.chronoops.backup.web;

import io.chronoops.backup.timeline.Span;
import io.chronoops.backup.undo.WriteUndo;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import io.chronoops.ops.UndoCommand;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What would be undone, as SQL; it is run by the command. */
@RestController
@RequestMapping("/api/v1/rows")
final class UndoController {
    private final Archives archives;
    private final WriteUndo write;

    UndoController(Archives archives, WriteUndo write) {
        this.archives = archives;
        this.write = write;
    }

    /** Of a transaction, or of a table's rows since a moment (to) where a condition holds. */
    @GetMapping(path = "/undo", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
    String undo(
            @RequestParam("database") String database,
            @RequestParam(name = "xid", required = false) @Nullable Long xid,
            @RequestParam(name = "table", required = false) @Nullable String table,
            @RequestParam(name = "where", required = false) @Nullable String where,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "overwriteChanged", defaultValue = "false") boolean overwriteChanged)
            throws IOException {
        UndoCommand wish = UndoCommand.newBuilder()
                .setXid(xid)
                .setTable(table)
                .setWhere(where)
                .setPointInTime(Span.of(null, to).to())
                .setOverwriteChanged(overwriteChanged)
                .build();
        WriteUndo.objection(wish).ifPresent(objection -> {
            throw new OperationFailed(
                    Reason.INVALID, objection, "give xid; or table and to, with where if not all rows are meant");
        });
        return write.script(archives.known(database), wish).text();
    }
}
