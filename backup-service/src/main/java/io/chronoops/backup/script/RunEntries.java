package io.chronoops.backup.script;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs objects of a dump over one session, each statement for itself; tells what had to be left out. */
public final class RunEntries {
    /** Duplicate relation, object, function, policy or trigger; a second primary key; an index that is a key's already. */
    private static final Set<String> THERE_ALREADY = Set.of("42P07", "42710", "42723", "42P16", "55000");

    private final Connection session;
    private final Predicate<Entry> optional;
    private final Consumer<String> leftOut;
    private final boolean again;
    private List<String> standing = List.of();

    /**
     * Over this session.
     *
     * @param optional what may fail besides that without which any database can be
     * @param leftOut takes what was left out, with its reason
     */
    public RunEntries(Connection session, Predicate<Entry> optional, Consumer<String> leftOut) {
        this(session, optional, leftOut, false);
    }

    private RunEntries(Connection session, Predicate<Entry> optional, Consumer<String> leftOut, boolean again) {
        this.session = session;
        this.optional = optional;
        this.leftOut = leftOut;
        this.again = again;
    }

    /** The same where an attempt before may have made some of the objects: those are left as they are. */
    public RunEntries again() {
        return new RunEntries(session, optional, leftOut, true);
    }

    /** Runs one object. */
    public void run(Entry entry) throws SQLException {
        try (Statement sql = session.createStatement()) {
            sql.setEscapeProcessing(false);
            settings(sql, entry);
            boolean inNameOfAnother = false;
            for (String each : entry.statements()) {
                String statement = each.replaceFirst("^(RE)?SET SESSION AUTHORIZATION", "$1SET ROLE")
                        .replaceFirst("^RESET ROLE.*", "RESET ROLE");
                if (inNameOfAnother && !statement.startsWith("RESET ROLE")) {
                    continue; // told already: grants in the name of a role that we cannot be
                }
                inNameOfAnother = false;
                try {
                    sql.execute(statement);
                } catch (SQLException e) {
                    if (again && THERE_ALREADY.contains(String.valueOf(e.getSQLState()))) {
                        continue;
                    }
                    if (!(entry.mayBeMissed(statement) || optional.test(entry))
                            || String.valueOf(e.getSQLState()).startsWith("08")) {
                        throw named(entry, e);
                    }
                    inNameOfAnother = statement.startsWith("SET ROLE");
                    leftOut.accept(entry.title() + ": " + what(statement) + said(e));
                }
            }
        }
    }

    private void settings(Statement sql, Entry entry) {
        if (entry.settings().equals(standing)) {
            return;
        }
        List<String> others = entry.settings().stream()
                .filter(setting -> !standing.contains(setting))
                .toList();
        try {
            sql.execute(String.join("\n", others)); // in one go: each alone would cost a way to the server and back
        } catch (SQLException _) {
            oneByOne(sql, others);
        }
        standing = entry.settings();
    }

    private void oneByOne(Statement sql, List<String> settings) {
        for (String setting : settings) {
            try {
                sql.execute(setting);
            } catch (SQLException e) {
                // a setting that this version does not know, or a tablespace that is not here
                leftOut.accept(setting + " " + said(e));
            }
        }
    }

    private static String what(String statement) {
        return statement.contains(" OWNER TO ") ? "its owner, " : "";
    }

    private static String said(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static SQLException named(Entry entry, SQLException e) {
        return new SQLException(entry.title() + ": " + e.getMessage(), e.getSQLState(), e);
    }
}
