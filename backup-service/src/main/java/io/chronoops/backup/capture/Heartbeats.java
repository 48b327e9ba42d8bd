package io.chronoops.backup.capture;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.capture.RecoveryPoint.Beat;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a sign of life into the operated database's WAL: it moves the log on where nothing else does, carries the
 * sequences' values, which are no part of the stream, and shows how old the newest archived moment is. In the same rhythm
 * the slot is looked at.
 */
final class Heartbeats implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final long MICROS = 1_000_000L;
    /** Its time is that of the transaction's begin: what committed before it, comes before it in the log. */
    private static final String BEAT = "SELECT pg_logical_emit_message(true, '" + DdlMessages.HEARTBEAT + """
            ', json_build_object('at', (extract(epoch FROM now()) * 1000000)::bigint, 'sequences', (SELECT json_object_agg(format('%I.%I', schemaname, sequencename), last_value)
               FROM pg_sequences WHERE last_value IS NOT NULL))::text), (extract(epoch FROM now()) * 1000000)::bigint""";

    private final Database database;
    private final Operated operated;
    private final Duration every;
    private final BoundSlot bound;
    private volatile boolean running = true;
    private volatile @Nullable Beat newest;

    Heartbeats(Database database, Operated operated, Duration every, BoundSlot bound) {
        this.database = database;
        this.operated = operated;
        this.every = every;
        this.bound = bound;
    }

    @Override
    public void run() {
        while (running) {
            try (Connection connection = operated.open(database);
                    var beat = connection.prepareStatement(BEAT)) {
                while (running) {
                    newest = beat(beat);
                    bound.look(connection);
                    LockSupport.parkNanos(every.toNanos());
                }
            } catch (SQLException | OperationFailed e) {
                bound.unknown();
                LOG.atDebug()
                        .addKeyValue("database", database.name())
                        .setCause(e)
                        .log("heartbeat failed, again soon");
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private static Beat beat(PreparedStatement beat) throws SQLException {
        try (ResultSet row = beat.executeQuery()) {
            row.next();
            long micros = row.getLong(2);
            return new Beat(
                    Instant.ofEpochSecond(micros / MICROS).plus(micros % MICROS, ChronoUnit.MICROS), System.nanoTime());
        }
    }

    /** The newest heartbeat that this instance has written; null: none. */
    @Nullable
    Beat newest() {
        return newest;
    }

    void stop() {
        running = false;
    }
}
