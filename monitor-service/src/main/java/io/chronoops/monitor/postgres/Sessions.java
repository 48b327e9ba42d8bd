package io.chronoops.monitor.postgres;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets.SecretMissing;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The few sessions that probes of one database share. They stay open: a server whose connections are exhausted would
 * not let the monitor in again.
 */
public final class Sessions implements AutoCloseable {
    private final Database database;
    private final Login login;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** At most so many sessions at the database. */
    public Sessions(Database database, Login login, int most) {
        this.database = database;
        this.login = login;
        this.free = new Semaphore(most, true);
    }

    /** One look, in a session. */
    public interface Work {
        /** Looks. */
        Sighting look(Session session) throws SQLException;
    }

    /** Runs a look in a session; why that cannot be done is the answer too. An interrupt ends it and its session. */
    public Sighting look(Work work) throws InterruptedException {
        if (!free.tryAcquire(login.statement().toMillis(), TimeUnit.MILLISECONDS)) {
            return new Blind(Cause.TIMEOUT, "all sessions of the monitor at " + database.name() + " are busy", "");
        }
        try {
            return attempt(work);
        } catch (SQLException e) {
            return WhyBlind.of(e, database, login.role());
        } catch (SecretMissing e) {
            return new Blind(Cause.WRONG_PASSWORD, String.valueOf(e.getMessage()), "");
        } finally {
            free.release();
        }
    }

    private Sighting attempt(Work work) throws SQLException {
        Connection kept = idle.pollFirst();
        if (kept != null) {
            try {
                return use(kept, work);
            } catch (SQLException e) {
                if (!isGone(e)) {
                    throw e;
                }
                closeIdle(); // the server was restarted: the others are as dead as this one
            }
        }
        return use(login.connect(database, "probe"), work);
    }

    private Sighting use(Connection connection, Work work) throws SQLException {
        boolean usable = false;
        try {
            Sighting sighting = work.look(JdbcSession.of(connection, login.role()));
            usable = true;
            return sighting;
        } catch (SQLException e) {
            usable = !isGone(e);
            throw e;
        } finally {
            if (usable && !closed && !Thread.currentThread().isInterrupted()) {
                idle.offerFirst(connection);
            } else {
                connection.close();
            }
        }
    }

    private static boolean isGone(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private void closeIdle() throws SQLException {
        for (Connection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            next.close();
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        closeIdle();
    }
}
