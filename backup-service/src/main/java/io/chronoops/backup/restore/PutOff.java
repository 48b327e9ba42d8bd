package io.chronoops.backup.restore;

import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets tables whose shape has changed be without NOT NULL and CHECK until the log is replayed: rows of the base need not
 * fulfil what the end demands. What is put off is kept in the database itself, for an attempt that goes on.
 */
final class PutOff {
    private static final String KEPT = "chronoops_restore.put_off";

    private PutOff() {}

    /** Takes from these tables, and from those that they inherit it from, what could refuse a row of before. */
    static void putOff(Connection session, List<PlannedTable> changed) throws SQLException {
        List<String> names = changed.stream()
                .map(table ->
                        Identifier.quote(table.entry().schema(), table.entry().name()))
                .toList();
        if (names.isEmpty()) {
            return;
        }
        session.setAutoCommit(false);
        try (var statement = session.createStatement();
                var find = session.prepareStatement("""
                        WITH RECURSIVE family(t) AS (
                          SELECT unnest(?::text[])::regclass::oid
                          UNION SELECT i.inhparent FROM family f JOIN pg_catalog.pg_inherits i ON i.inhrelid = f.t)
                        SELECT format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', t::regclass, a.attname),
                               format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', t::regclass, a.attname)
                        FROM family JOIN pg_catalog.pg_attribute a ON a.attrelid = t AND a.attnum > 0 AND NOT a.attisdropped
                        WHERE a.attnotnull AND a.attidentity = '' AND a.attgenerated = '' AND a.attinhcount = 0
                        UNION ALL
                        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', t::regclass, k.conname),
                               format('ALTER TABLE %s ADD CONSTRAINT %I %s', t::regclass, k.conname, pg_catalog.pg_get_constraintdef(k.oid))
                        FROM family JOIN pg_catalog.pg_constraint k ON k.conrelid = t WHERE k.contype = 'c' AND k.coninhcount = 0""")) {
            statement.execute("SET search_path = ''"); // all names whole: they are read again under another one
            statement.execute("CREATE TABLE IF NOT EXISTS " + KEPT + " (command text NOT NULL)");
            find.setArray(1, session.createArrayOf("text", names.toArray()));
            List<String> takeAway = new ArrayList<>();
            try (ResultSet row = find.executeQuery();
                    var keep = session.prepareStatement("INSERT INTO " + KEPT + " VALUES (?)")) {
                while (row.next()) {
                    takeAway.add(row.getString(1));
                    keep.setString(1, row.getString(2));
                    keep.execute();
                }
            }
            for (String command : takeAway) {
                statement.execute(command);
            }
            for (PlannedTable table : changed) {
                for (PlannedTable.FormerKey key : table.formerKeys()) {
                    addFormerKey(statement, table, key);
                }
            }
            session.commit();
            session.setAutoCommit(true);
        }
    }

    private static void addFormerKey(Statement statement, PlannedTable table, PlannedTable.FormerKey key)
            throws SQLException {
        String alter = "ALTER TABLE "
                + Identifier.quote(table.entry().schema(), table.entry().name());
        statement.execute("DO $do$ BEGIN " + alter + " ADD COLUMN " + key.name() + " " + key.type()
                + "; EXCEPTION WHEN undefined_object THEN " + alter + " ADD COLUMN " + key.name() + " text; END $do$");
        statement.execute(
                "INSERT INTO " + KEPT + " VALUES (" + Identifier.literal(alter + " DROP COLUMN " + key.name()) + ")");
    }

    /** Gives it back, and takes away what the replay alone needed. */
    static void catchUp(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var there = statement.executeQuery("SELECT to_regclass('" + KEPT + "') IS NOT NULL")) {
            there.next();
            if (!there.getBoolean(1)) {
                return;
            }
        }
        session.setAutoCommit(false); // an attempt that dies in between leaves all of it to the next
        try (var list = session.createStatement();
                var statement = session.createStatement();
                ResultSet row = list.executeQuery("SELECT command FROM " + KEPT)) {
            while (row.next()) {
                statement.execute(row.getString(1));
            }
            statement.execute("DROP TABLE " + KEPT);
            session.commit();
            session.setAutoCommit(true);
        }
    }
}
