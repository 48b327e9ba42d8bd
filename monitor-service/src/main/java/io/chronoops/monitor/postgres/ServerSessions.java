package io.chronoops.monitor.postgres;

import io.chronoops.kit.databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The few sessions that the monitor has at one server, over all its databases: PostgreSQL counts a role's connection
 * limit by server. They stay open: a server whose connections are exhausted would not let the monitor in again.
 */
final class ServerSessions {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Deque<Idle> idle = new ArrayDeque<>();
    private int open;

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

    /** A session at the database, an idle one of another database given up for it if need be; none if all stay busy. */
    Optional<Taken> take(Database database, Opener opener, Duration longest) throws SQLException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (idle.isEmpty() && open >= most) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = freed.awaitNanos(left);
            }
            for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
                Idle kept = each.next();
                if (kept.database().equals(database.name())) {
                    each.remove();
                    return Optional.of(new Taken(kept.connection(), true));
                }
            }
            if (open < most) {
                open++;
            } else {
                idle.removeLast().connection().close();
            }
        } finally {
            lock.unlock();
        }
        try {
            return Optional.of(new Taken(opener.open(), false));
        } catch (SQLException | RuntimeException e) {
            freed();
            throw e;
        }
    }

    /** The session stays open. */
    void keep(Database database, Connection connection) {
        lock.lock();
        try {
            idle.addFirst(new Idle(database.name(), connection));
            freed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The session is of no more use. */
    void discard(Connection connection) throws SQLException {
        freed();
        connection.close();
    }

    /** Idle sessions at the database are closed. */
    void closeIdle(Database database) throws SQLException {
        lock.lock();
        try {
            for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
                Idle kept = each.next();
                if (kept.database().equals(database.name())) {
                    each.remove();
                    open--;
                    kept.connection().close();
                }
            }
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void freed() {
        lock.lock();
        try {
            open--;
            freed.signal();
        } finally {
            lock.unlock();
        }
    }
}
