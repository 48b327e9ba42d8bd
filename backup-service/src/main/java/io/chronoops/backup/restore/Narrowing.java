package io.chronoops.backup.restore;

import io.chronoops.backup.condition.ReadOnlyCondition;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.restore.References.Reference;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Of restored tables removes the rows that nobody asked for, while neither keys nor triggers are there: of the named table
 * those for which the condition does not hold, of the tables referred to those that nothing refers to.
 */
final class Narrowing {
    private static final String STEP = "narrowed";

    private final Set<String> named;
    private final @Nullable String where;
    private final List<Reference> references;
    /** Temporary tables of the rows that stay, by the table whose rows they are; a table without one keeps all. */
    private final Map<String, String> kept = new TreeMap<>();

    private final Map<String, Long> rows = new TreeMap<>();

    /** named: tables that keep all their rows, or, where there is a condition, one that keeps those; references: to follow. */
    Narrowing(Set<String> named, @Nullable String where, List<Reference> references) {
        this.named = named;
        this.where = where;
        this.references = references;
    }

    /** Leaves all as it is. */
    static Narrowing none() {
        return new Narrowing(Set.of(), null, List.of());
    }

    boolean isNone() {
        return where == null && references.isEmpty();
    }

    /** Rows left, by table, of those that do not keep all; known after {@link #narrow}. */
    Map<String, Long> rows() {
        return rows;
    }

    /** The same in words. */
    String text() {
        return rows.entrySet().stream()
                .map(one -> one.getValue() + " rows of " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    /** Does it in this session, once: steps knows of an attempt before. */
    void narrow(Connection session, DoneSteps steps, OperationRun run) throws SQLException {
        if (isNone() || isDone(steps)) {
            return;
        }
        run.progress("choosing rows", 0, 0, "");
        try (var statement = session.createStatement()) {
            if (where != null) {
                String table = named.iterator().next();
                ReadOnlyCondition.choose(
                        session,
                        keep(statement, table),
                        "SELECT " + alias(table) + ".ctid FROM ONLY " + quoted(table) + " AS " + alias(table),
                        where);
                session.commit();
                session.setAutoCommit(true);
            }
            for (Reference one : references) {
                if (!kept.containsKey(one.to()) && !named.contains(one.to())) {
                    keep(statement, one.to());
                }
            }
            follow(statement, run);
            session.setAutoCommit(false);
            for (Map.Entry<String, String> one : kept.entrySet()) {
                run.stopIfCancelled();
                statement.execute("DELETE FROM ONLY " + quoted(one.getKey())
                        + " AS t WHERE NOT EXISTS (SELECT FROM pg_temp." + one.getValue() + " k WHERE k.id = t.ctid)");
                rows.put(one.getKey(), count(statement, one.getKey()));
            }
            steps.done(session, STEP);
            session.commit();
            session.setAutoCommit(true);
        }
    }

    /** Whether an attempt before has done it: then the rows are no longer those of the base. */
    static boolean isDone(DoneSteps steps) {
        return steps.has(STEP);
    }

    private String keep(Statement statement, String table) throws SQLException {
        String name = "chronoops_kept_" + kept.size();
        statement.execute("CREATE TEMP TABLE " + name + " (id tid)");
        kept.put(table, name);
        return name;
    }

    /** Until nothing more is referred to: tables may refer to themselves and to each other. */
    private void follow(Statement statement, OperationRun run) throws SQLException {
        long added = 1;
        while (added > 0) {
            added = 0;
            for (Reference one : references) {
                run.stopIfCancelled();
                if (kept.containsKey(one.to())) {
                    added += statement.executeLargeUpdate(referred(one));
                }
            }
        }
    }

    private String referred(Reference one) {
        String to = "pg_temp." + kept.get(one.to());
        String from = kept.get(one.table());
        String same = IntStream.range(0, one.columns().size())
                .mapToObj(i -> "r." + Identifier.quote(one.keys().get(i)) + " = a."
                        + Identifier.quote(one.columns().get(i)))
                .collect(Collectors.joining(" AND "));
        return "INSERT INTO " + to + " SELECT DISTINCT r.ctid FROM ONLY " + quoted(one.to()) + " r JOIN ONLY "
                + quoted(one.table()) + " a ON " + same
                + (from == null ? "" : " JOIN pg_temp." + from + " f ON f.id = a.ctid")
                + " WHERE NOT EXISTS (SELECT FROM " + to + " k WHERE k.id = r.ctid)";
    }

    /** Refuses what refers to nothing: each foreign key that the source has proved must be there. */
    void check(Connection session, List<String> notValid) throws SQLException {
        try (var query = session.prepareStatement(
                "SELECT FROM pg_constraint WHERE contype = 'f' AND convalidated AND conname = ? AND conrelid = ?::regclass")) {
            for (Reference one : references) {
                query.setString(1, one.name());
                query.setString(2, quoted(one.table()));
                boolean unproved = notValid.stream().anyMatch(constraint -> constraint.endsWith(" " + one.name()));
                if (!unproved && !query.executeQuery().next()) {
                    throw new OperationFailed(
                            Reason.MISMATCH,
                            "foreign key " + one.name() + " of " + one.table()
                                    + " does not hold over the rows restored",
                            "restore the tables as a whole: leave --where and --with-referenced out");
                }
            }
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM ONLY " + quoted(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String quoted(String title) {
        int dot = title.indexOf('.');
        return Identifier.quote(title.substring(0, dot), title.substring(dot + 1));
    }

    private static String alias(String title) {
        return Identifier.quote(title.substring(title.indexOf('.') + 1));
    }
}
