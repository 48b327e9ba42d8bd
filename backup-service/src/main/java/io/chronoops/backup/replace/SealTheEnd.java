package io.chronoops.backup.replace;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Seals the log up to the very last commit of a database that lets nobody in: over a session that was opened before. */
record SealTheEnd(ArchiveState archive, Connection session) {
    /** The application waits outside meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    void seal(String marker) throws SQLException, InterruptedException {
        archive.expect(marker);
        try (var emit = session.prepareStatement("SELECT pg_logical_emit_message(true, ?, ?)")) {
            emit.setString(1, DdlMessages.MARKER);
            emit.setString(2, marker);
            emit.execute();
        }
        if (!archive.awaitMarker(marker, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new OperationFailed(
                    Reason.TIMEOUT,
                    "the log was not sealed up to the last commit within " + PATIENCE.toSeconds() + " s",
                    "look at the capture: chronoops databases list shows whether it streams and why not");
        }
    }
}
