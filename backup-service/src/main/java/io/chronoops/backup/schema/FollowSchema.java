package io.chronoops.backup.schema;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.full.Manifest;
import io.chronoops.kit.databases.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one database's schema after each change of it, once the changes pause for a moment. */
final class FollowSchema implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowSchema.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    /** A script's next command mostly comes sooner. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final int PAUSES = 10;

    private final Database database;
    private final Supplier<Optional<ArchiveState>> archive;
    private final ReadSchema readSchema;
    private volatile boolean running = true;

    FollowSchema(Database database, Supplier<Optional<ArchiveState>> archive, ReadSchema readSchema) {
        this.database = database;
        this.archive = archive;
        this.readSchema = readSchema;
    }

    /** What it takes to read a schema and to know how far that is done. */
    interface ReadSchema {
        Manifest read(Database database) throws IOException;

        /** The manifests whose schema is known, and the log. */
        List<Manifest> known(String database) throws IOException;

        List<Segment> log(String database) throws IOException;
    }

    @Override
    public void run() {
        long done = -1; // what was sealed before is looked at first, then all that comes
        while (running) {
            try {
                Optional<ArchiveState> state = archive.get();
                if (state.isEmpty()) {
                    LockSupport.parkNanos(LOOK.toNanos());
                } else if (done < 0) {
                    catchUp();
                    done = 0;
                } else {
                    done = follow(state.get(), done);
                }
            } catch (IOException | RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("database", database.name())
                        .addKeyValue("reason", e.getMessage())
                        .log(
                                "the changed schema could not be read, again soon; until then a restore to now is refused");
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** What was sealed while nobody read the schema. */
    private void catchUp() throws IOException {
        Optional<SchemaChange> last = readSchema.log(database.name()).stream()
                .flatMap(segment -> segment.ddl().stream())
                .reduce((_, later) -> later);
        List<Manifest> known = readSchema.known(database.name());
        if (last.isPresent()
                && !known.isEmpty()
                && known.stream().noneMatch(manifest -> manifest.visible()
                        .sees(last.get().xid()))) {
            read();
        }
    }

    private long follow(ArchiveState state, long done) throws IOException, InterruptedException {
        state.awaitSchemaChange(done, LOOK);
        long newest = state.schemaChangedBy();
        if (newest == done) {
            return done;
        }
        for (int i = 0; i < PAUSES; i++) {
            state.awaitSchemaChange(newest, PAUSE);
            if (state.schemaChangedBy() == newest) {
                break;
            }
            newest = state.schemaChangedBy();
        }
        read();
        return newest;
    }

    private void read() throws IOException {
        Manifest version = readSchema.read(database);
        LOG.atInfo()
                .addKeyValue("database", database.name())
                .addKeyValue("version", version.id())
                .addKeyValue("tables", version.tables().size())
                .log("the schema has changed and was read");
    }

    void stop() {
        running = false;
    }
}
