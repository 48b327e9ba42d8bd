package io.chronoops.monitor.postgres;

import io.chronoops.kit.databases.Database;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.reading.Cause;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** Names why a look failed, and the mend, from what PostgreSQL or the connection said. */
public final class WhyBlind {
    private static final Set<String> LIMITS = Set.of("InitializeSessionUserId", "CheckMyDatabase");

    private WhyBlind() {}

    /** Why, and the mend. */
    public static Blind of(SQLException error, Database database, String role) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        String said = String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
        String where = database.host() + ":" + database.port() + "/" + database.dbname();
        return switch (state) {
            case "28P01", "28000", "28001" ->
                new Blind(
                        Cause.WRONG_PASSWORD,
                        where + " refuses role " + role + " (" + said + ")",
                        "put the role's password into the secrets file " + database.name() + "/" + role
                                + ", or let it in through pg_hba.conf");
            case "42501" ->
                new Blind(Cause.NOT_PRIVILEGED, said, "GRANT pg_monitor TO " + role + ", and what the message names");
            case "55P03" ->
                new Blind(Cause.LOCKED, said, "find who holds the lock: pg_blocking_pids, or wait until it ends");
            case "57014" -> new Blind(Cause.TIMEOUT, said, "see what the server is busy with, or raise the timeout");
            case "53300" ->
                new Blind(
                        atLimit(error) ? Cause.CONNECTION_LIMIT : Cause.NO_FREE_CONNECTION,
                        said,
                        atLimit(error)
                                ? "raise the connection limit that the message names, or end other sessions of it"
                                : "end idle sessions or raise max_connections");
            default -> other(state, said, where);
        };
    }

    private static Blind other(String state, String said, String where) {
        boolean away = state.startsWith("08") || state.startsWith("57P") || state.equals("3D000");
        return away
                ? new Blind(Cause.UNREACHABLE, where + ": " + said, "see whether the server runs and is reachable")
                : new Blind(Cause.FAILED, said + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")"), "");
    }

    /** Whether a role's or database's own limit was reached, not the server's: told by the routine, which is never translated. */
    private static boolean atLimit(SQLException error) {
        return error instanceof PSQLException refused
                && refused.getServerErrorMessage() != null
                && LIMITS.contains(
                        String.valueOf(refused.getServerErrorMessage().getRoutine()));
    }
}
