package io.chronoops.backup.capture;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
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
    private static final String BEAT = "SELECT pg_logical_emit_message(true, '" + DdlMessages.HEARTBEAT + """
            ', json_build_object('sequences', (SELECT json_object_agg(format('%I.%I', schemaname, sequencename), last_value)
               FROM pg_sequences WHERE last_value IS NOT NULL))::text)""";

    private final Database database;
    private final Operated operated;
    private final Duration every;
    private final BoundSlot bound;
    private volatile boolean running = true;

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
                    beat.execute();
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

    void stop() {
        running = false;
    }
}
