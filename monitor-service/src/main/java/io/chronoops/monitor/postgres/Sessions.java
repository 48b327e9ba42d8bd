package io.chronoops.monitor.postgres;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets.SecretMissing;
import io.chronoops.monitor.postgres.ServerSessions.Taken;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One database's share of the sessions at its server. */
public final class Sessions implements AutoCloseable {
    private final Database database;
    private final Login login;
    private final ServerSessions server;
    private volatile boolean closed;

    /** Sessions at the database, among those that the server may have. */
    public Sessions(Database database, Login login, Servers servers) {
        this.database = database;
        this.login = login;
        this.server = servers.of(database);
    }

    /** One look, in a session. */
    public interface Work {
        /** Looks. */
        Sighting look(Session session) throws SQLException;
    }

    /** Runs a look in a session; why that cannot be done is the answer too. An interrupt ends it and its session. */
    public Sighting look(Work work) throws InterruptedException {
        try {
            return attempt(work, true);
        } catch (SQLException e) {
            return WhyBlind.of(e, database, login.role());
        } catch (SecretMissing e) {
            return new Blind(Cause.WRONG_PASSWORD, String.valueOf(e.getMessage()), "");
        }
    }

    private Sighting attempt(Work work, boolean again) throws SQLException, InterruptedException {
        Optional<Taken> taken = server.take(database, () -> login.connect(database, "probe"), login.statement());
        if (taken.isEmpty()) {
            return new Blind(
                    Cause.CONNECTION_LIMIT,
                    "all sessions of the monitor at " + database.host() + ":" + database.port() + " are busy",
                    "raise chronoops.monitor.sessions, and the role's connection limit with it");
        }
        try {
            return use(taken.get().connection(), work);
        } catch (SQLException e) {
            if (!again || !taken.get().kept() || !isGone(e)) {
                throw e;
            }
            server.closeIdle(database); // the server was restarted: the others are as dead as this one
            return attempt(work, false);
        }
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
                server.keep(database, connection);
            } else {
                server.discard(database, connection);
            }
        }
    }

    private static boolean isGone(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        server.closeIdle(database);
    }
}
