package io.chronoops.backup.capture;

import io.chronoops.kit.databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a database's slot before a capture begins, and makes one anew that is gone or lost. */
final class RenewSlot {
    private static final Logger LOG = LoggerFactory.getLogger(RenewSlot.class);
    private static final int SECONDS = 60;

    private final Database database;
    private final String name;
    private final boolean allowed;
    private final Duration after;
    private final AtomicReference<@Nullable String> dropped = new AtomicReference<>();
    private long goneSince;

    RenewSlot(Database database, CaptureProperties properties) {
        this.database = database;
        this.name = Slots.name(database.name());
        this.allowed = properties.renewSlot();
        this.after = properties.renewAfter();
    }

    /** Why it must be made anew; empty: it is there and free. Fails where another instance has it, or it may not be made. */
    Optional<String> need(Connection connection) throws SQLException {
        Optional<Slots.Slot> found = Slots.find(connection, name);
        if (found.isPresent() && !found.get().lost()) {
            goneSince = 0;
            dropped.set(null);
            if (found.get().active()) {
                throw new SQLException("slot " + name + " is in use: another instance captures, this one waits");
            }
            return Optional.empty();
        }
        String why = why(found.isPresent());
        if (!allowed) {
            throw new SQLException(why + "; chronoops.capture.renew-slot is off: take it up again with: chronoops"
                    + " databases remove and add " + database.name() + ", then a full backup");
        }
        if (found.isEmpty() && dropped.get() == null) {
            long now = System.nanoTime();
            goneSince = goneSince == 0 ? now : goneSince;
            if (now - goneSince < after.toNanos()) {
                throw new SQLException(why + "; it is made anew after " + after.toSeconds() + " s");
            }
        }
        return Optional.of(why);
    }

    private String why(boolean lost) {
        String by = dropped.get();
        if (by != null) {
            return by;
        }
        return lost
                ? "the slot " + name + " was lost: the source removed WAL that it still needed"
                        + " (max_slot_wal_keep_size was exceeded)"
                : "the slot " + name + " was gone: dropped by someone, or not there after a failover";
    }

    /** Makes it anew; waits for running transactions, but not for ever, and names the oldest. */
    void renew(Connection connection, String why) throws SQLException {
        Optional<Slots.Slot> found = Slots.find(connection, name);
        if (found.isPresent() && !found.get().lost()) {
            throw new SQLException("slot " + name + " was made meanwhile: another instance captures");
        }
        if (found.isPresent()) {
            Slots.drop(connection, name);
        }
        Slots.create(connection, name, SECONDS);
        goneSince = 0;
        dropped.set(null);
        LOG.atWarn()
                .addKeyValue("database", database.name())
                .addKeyValue("slot", name)
                .addKeyValue("reason", why)
                .log("slot made anew");
    }

    /** It was dropped on purpose, and why. */
    void dropped(String why) {
        dropped.set(why);
    }
}
