package io.chronoops.backup.condition;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a condition in a transaction that may write temporary tables alone, as part of one single query: a cursor takes
 * no second statement, and what follows it cannot end the transaction.
 */
public final class ReadOnlyCondition {
    private static final String BODY = "$chronoops$";

    private ReadOnlyCondition() {}

    /**
     * Puts into a temporary table what is selected where the condition holds. The session is left in that transaction: to be
     * committed where the table is needed longer, else to be rolled back, so that nothing else of it stays either.
     *
     * @param chosen the temporary table, of one column
     * @param select a query of that column up to its WHERE
     */
    public static void choose(Connection session, String chosen, String select, String condition) throws SQLException {
        String query = Identifier.literal(select + " WHERE (\n" + condition + "\n)");
        String body = "DECLARE c refcursor; BEGIN OPEN c FOR EXECUTE " + query
                + "; CLOSE c; EXECUTE 'INSERT INTO pg_temp." + chosen + " ' || " + query + "; END";
        if (body.contains(BODY)) {
            throw invalid(condition, "it must not contain " + BODY, null);
        }
        session.setAutoCommit(false);
        try (var statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET TRANSACTION READ ONLY");
            statement.execute(
                    "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = postgres");
            statement.execute("SELECT 1"); // from here on it cannot be made one that writes
            try {
                statement.execute("DO " + BODY + body + BODY);
            } catch (SQLException e) {
                session.rollback();
                if (isOfTheServer(e)) {
                    throw e;
                }
                throw invalid(
                        condition,
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                        e);
            }
        }
    }

    private static boolean isOfTheServer(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static OperationFailed invalid(String condition, String why, @Nullable SQLException cause) {
        String message = "the condition \"" + condition + "\" does not choose rows: " + why;
        String mend =
                "give what may stand behind WHERE, on columns of the table, such as: url LIKE 'https://example.org/%'";
        return cause == null
                ? new OperationFailed(Reason.INVALID, message, mend)
                : new OperationFailed(Reason.INVALID, message, mend, cause);
    }
}
