package io.chronoops.migration.postgres;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.run.ConnectionLost;
import io.chronoops.ops.Reason;
import java.sql.SQLException;
import java.util.Set;

/** What PostgreSQL's SQLSTATEs mean to a migration. */
final class SqlFailure {
    private static final Set<String> WAITED = Set.of("55P03", "40P01"); // lock_not_available, deadlock_detected
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03"); // shutdown, crash, cannot connect now

    private SqlFailure() {}

    /**
     * Whether only another session was in the way: it held a lock, or changed the same row of the catalogue, as GRANT does
     * without one.
     */
    static boolean isLock(SQLException failure) {
        String said = String.valueOf(failure.getMessage());
        return WAITED.contains(state(failure))
                || said.contains("tuple concurrently updated") // never translated, and with no SQLSTATE of its own
                || said.contains("tuple concurrently deleted");
    }

    /** As what the migration ends with, or goes on after connecting anew. */
    static RuntimeException of(SQLException failure, String doing) {
        String state = state(failure);
        if (state.startsWith("08") || GONE.contains(state)) {
            return new ConnectionLost(failure);
        }
        String message = doing + ": " + failure.getMessage() + " (SQLSTATE " + state + ")";
        return switch (state.isEmpty() ? "" : state.substring(0, Math.min(2, state.length()))) {
            case "42" ->
                state.equals("42501")
                        ? new OperationFailed(
                                Reason.NOT_ALLOWED, message, "give the migrating role that right", failure)
                        : new OperationFailed(Reason.INVALID, message, "settle what is there, then try again", failure);
            case "57" ->
                new OperationFailed(
                        Reason.TIMEOUT, message, "the statement was ended from outside: see by whom", failure);
            case "3D" -> new OperationFailed(Reason.NOT_FOUND, message, "see chronoops databases list", failure);
            case "28" ->
                new OperationFailed(
                        Reason.NOT_ALLOWED, message, "put the role's password into the secrets folder", failure);
            case "53" ->
                new OperationFailed(
                        Reason.PRECONDITION,
                        message,
                        "give the operated server room (disk, memory, connections), then send the command again",
                        failure);
            case "55", "40" ->
                new OperationFailed(Reason.LOCKED, message, "end what holds it, then send the command again", failure);
            default ->
                new OperationFailed(
                        Reason.INTERNAL,
                        message,
                        "look into the operated server's log; what is done stays done and is not done again",
                        failure);
        };
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
