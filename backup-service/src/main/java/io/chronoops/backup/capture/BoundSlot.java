package io.chronoops.backup.capture;

import io.chronoops.kit.databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks how much WAL the source keeps for a slot: tells it, warns once, and drops the slot where the policy says so. */
final class BoundSlot {
    private static final Logger LOG = LoggerFactory.getLogger(BoundSlot.class);
    private static final double MEGABYTE = 1e6;

    private final Database database;
    private final long warnAt;
    private final long dropAt;
    private final RenewSlot renewal;
    private final BooleanSupplier begins;
    private volatile Slots.@Nullable Slot newest;
    private boolean warned;

    /**
     * What it drops, renewal makes anew when the repository and Kafka are back. begins: the capture is just beginning on the
     * slot; then Debezium would make one by itself.
     */
    BoundSlot(Database database, CaptureProperties properties, RenewSlot renewal, BooleanSupplier begins) {
        this.database = database;
        this.warnAt = properties.warnAt().toBytes();
        this.dropAt = properties.dropAt() == null
                ? Long.MAX_VALUE
                : properties.dropAt().toBytes();
        this.renewal = renewal;
        this.begins = begins;
    }

    /** As it was at the last look; empty: not known. */
    Optional<Slots.Slot> newest() {
        return Optional.ofNullable(newest);
    }

    /** It cannot be looked at now. */
    void unknown() {
        newest = null;
    }

    void look(Connection connection) throws SQLException {
        String name = Slots.name(database.name());
        Slots.Slot slot = Slots.find(connection, name).orElse(null);
        newest = slot;
        long kept = slot == null || slot.lost() ? 0 : slot.retainedBytes();
        if (kept > dropAt && !begins.getAsBoolean()) {
            drop(connection, name, kept);
        } else if (kept > warnAt && !warned) {
            LOG.atWarn()
                    .addKeyValue("database", database.name())
                    .addKeyValue("retained", kept)
                    .addKeyValue("safe", slot == null ? null : slot.safeBytes())
                    .log("the source keeps much WAL for the slot: it fills the disk until the capture seals again");
        }
        warned = kept > warnAt;
    }

    private void drop(Connection connection, String name, long kept) throws SQLException {
        String why = String.format(
                Locale.ROOT,
                "the slot %s was dropped before it filled the source's disk: it kept %.1f MB of WAL, more than"
                        + " chronoops.capture.drop-at (%.1f MB)",
                name,
                kept / MEGABYTE,
                dropAt / MEGABYTE);
        renewal.dropped(why);
        Slots.end(connection, name);
        Slots.drop(connection, name);
        LOG.atError().addKeyValue("database", database.name()).log(why);
    }
}
