package io.chronoops.monitor.postgres;

import io.chronoops.kit.databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The few sessions that the monitor has at one server, over all its databases: PostgreSQL counts a role's connection
 * limit by server. They stay open: a server whose connections are exhausted would not let the monitor in again.
 */
final class ServerSessions {
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Map<String, Integer> open = new HashMap<>();

    ServerSessions(int most) {
        this.most = most;
    }

    private record Idle(String database, Connection connection) {}

    /** Opens a new session. */
    interface Opener {
        Connection open() throws SQLException;
    }

    /** A session taken out, and whether it was open before. */
    record Taken(Connection connection, boolean kept) {}

    /**
     * A session at the database, an idle one of another database given up for it if need be; none if all stay busy. A
     * server that has no connection left is not asked again: one of those already open here is waited for.
     */
    Optional<Taken> take(Database database, Opener opener, Duration longest) throws SQLException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Optional<Place> place = place(database, end);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Connection kept = place.get().kept();
        if (kept != null) {
            return Optional.of(new Taken(kept, true));
        }
        try {
            return Optional.of(new Taken(opener.open(), false));
        } catch (SQLException e) {
            freed(database);
            return Optional.of(insteadOf(e, database, end));
        } catch (RuntimeException e) {
            freed(database);
            throw e;
        }
    }

    /** A kept session, or the right to open one. */
    private record Place(@Nullable Connection kept) {}

    private Optional<Place> place(Database database, long end) throws SQLException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Connection kept = idleAt(database);
                if (kept != null) {
                    return Optional.of(new Place(kept));
                }
                if (total() >= most && !idle.isEmpty()) {
                    Idle other = idle.removeLast();
                    open.merge(other.database(), -1, Integer::sum);
                    other.connection().close();
                }
                if (total() < most) {
                    open.merge(database.name(), 1, Integer::sum);
                    return Optional.of(new Place(null));
                }
                if (freed.awaitNanos(end - System.nanoTime()) <= 0) {
                    return Optional.empty();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Taken insteadOf(SQLException refusal, Database database, long end)
            throws SQLException, InterruptedException {
        if (!TOO_MANY_CONNECTIONS.equals(refusal.getSQLState())) {
            throw refusal;
        }
        lock.lockInterruptibly();
        try {
            while (open.getOrDefault(database.name(), 0) > 0) {
                Connection kept = idleAt(database);
                if (kept != null) {
                    return new Taken(kept, true);
                }
                if (freed.awaitNanos(end - System.nanoTime()) <= 0) {
                    break;
                }
            }
            throw refusal;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Connection idleAt(Database database) {
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            Idle kept = each.next();
            if (kept.database().equals(database.name())) {
                each.remove();
                return kept.connection();
            }
        }
        return null;
    }

    private int total() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The session stays open. */
    void keep(Database database, Connection connection) {
        lock.lock();
        try {
            idle.addFirst(new Idle(database.name(), connection));
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The session is of no more use. */
    void discard(Database database, Connection connection) throws SQLException {
        freed(database);
        connection.close();
    }

    /** Idle sessions at the database are closed. */
    void closeIdle(Database database) throws SQLException {
        lock.lock();
        try {
            for (Connection kept = idleAt(database); kept != null; kept = idleAt(database)) {
                open.merge(database.name(), -1, Integer::sum);
                kept.close();
            }
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void freed(Database database) {
        lock.lock();
        try {
            open.merge(database.name(), -1, Integer::sum);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
