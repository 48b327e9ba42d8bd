package io.chronoops.backup.restore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What of a restore is done, kept in the database that it fills and committed with it: an attempt that finds one which
 * carries out the same plan goes on from there. Of a small restore no book is kept: it is made anew.
 */
final class DoneSteps {
    private static final String SCHEMA = "chronoops_restore";
    private static final String PLAN = "plan ";
    private static final String LEFT_OUT = "left out ";
    /** All before the rows. */
    static final String SCHEMA_MADE = "schema made";
    /** With the table after it. */
    static final String LOADED = "loaded ";

    private static final String OVERLAID = "overlaid ";
    /** Which tables come with the log laid over them is settled. */
    private static final String SETTLED = "overlay settled";
    /** From here on the rows are no longer those of the base. */
    static final String REPLAYING = "replaying";

    private final boolean kept;
    private final Set<String> done;
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private final boolean resumed;

    private DoneSteps(boolean kept, Set<String> done) {
        this.kept = kept;
        this.done = done;
        this.resumed = !done.isEmpty();
        done.stream()
                .filter(step -> step.startsWith(LEFT_OUT))
                .map(step -> step.substring(LEFT_OUT.length()))
                .forEach(leftOut::add);
    }

    /** Those of an empty database that is made anew after a crash. */
    static DoneSteps ofNoBook() {
        return new DoneSteps(false, new HashSet<>());
    }

    /** Those of an empty database. */
    static DoneSteps none(Connection session, String plan) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("CREATE SCHEMA " + SCHEMA + "; CREATE TABLE " + SCHEMA + ".done (step text NOT NULL)");
        }
        var steps = new DoneSteps(true, new HashSet<>());
        steps.done(session, PLAN + plan);
        return steps;
    }

    /** Those that an earlier attempt left. */
    static DoneSteps found(Connection session) throws SQLException {
        Set<String> steps = new HashSet<>();
        try (var statement = session.createStatement()) {
            var there = statement.executeQuery("SELECT to_regclass('" + SCHEMA + ".done') IS NOT NULL");
            there.next();
            if (there.getBoolean(1)) {
                var rows = statement.executeQuery("SELECT step FROM " + SCHEMA + ".done");
                while (rows.next()) {
                    steps.add(rows.getString(1));
                }
            }
        }
        return new DoneSteps(true, steps);
    }

    /** Whether an attempt with this plan can go on from here: rows that were loaded are as the base has them. */
    boolean serve(String plan) {
        return done.contains(PLAN + plan) && done.contains(SCHEMA_MADE) && !done.contains(REPLAYING);
    }

    /** Whether an earlier attempt did a part. */
    boolean resumed() {
        return resumed;
    }

    boolean has(String step) {
        return done.contains(step);
    }

    /** Notes a step in the session's transaction. */
    void done(Connection session, String step) throws SQLException {
        if (!kept) {
            return;
        }
        try (var insert = session.prepareStatement("INSERT INTO " + SCHEMA + ".done VALUES (?)")) {
            insert.setString(1, step);
            insert.execute();
        }
    }

    /** Tables that an earlier attempt has loaded, or meant to, with the log laid over them; empty: no attempt came so far. */
    Optional<Set<String>> overlaid() {
        return done.contains(SETTLED) || done.stream().anyMatch(step -> step.startsWith(LOADED))
                ? Optional.of(done.stream()
                        .filter(step -> step.startsWith(OVERLAID))
                        .map(step -> step.substring(OVERLAID.length()))
                        .collect(Collectors.toSet()))
                : Optional.empty();
    }

    /** These are the tables that come with the log laid over them, whatever attempt loads them. */
    void settle(Connection session, Set<String> tables) throws SQLException {
        for (String table : tables) {
            done(session, OVERLAID + table);
        }
        done(session, SETTLED);
    }

    /** What the database is without, and why, from this attempt and those before. */
    Set<String> leftOut() {
        return leftOut;
    }

    /** The schema is made: what had to be left out of it is known to later attempts too. */
    void schemaMade(Connection session) throws SQLException {
        for (String each : leftOut) {
            done(session, LEFT_OUT + each);
        }
        done(session, SCHEMA_MADE);
    }

    /** The database is whole: nothing of this stays in it. */
    void forget(Connection session) throws SQLException {
        if (!kept) {
            return;
        }
        try (var statement = session.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        }
    }
}
