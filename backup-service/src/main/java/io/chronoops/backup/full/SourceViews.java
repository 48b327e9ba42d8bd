package io.chronoops.backup.full;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The materialised views of an operated database that hold rows. */
final class SourceViews {
    private SourceViews() {}

    /** In the order in which they can be refreshed: what a view reads, through other views too, comes before it. */
    static List<String> populated(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        WITH RECURSIVE used AS (
                          SELECT r.ev_class AS view, d.refobjid AS uses
                          FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                               AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
                          JOIN pg_class c ON c.oid = r.ev_class AND c.relkind IN ('v', 'm')
                        ), reached AS (
                          SELECT view, uses FROM used
                          UNION SELECT reached.view, used.uses FROM reached JOIN used ON used.view = reached.uses)
                        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'm' AND c.relispopulated
                        ORDER BY (SELECT count(*) FROM reached JOIN pg_class u ON u.oid = reached.uses AND u.relkind = 'm'
                                  WHERE reached.view = c.oid), c.oid""")) {
            List<String> views = new ArrayList<>();
            while (row.next()) {
                views.add(row.getString(1));
            }
            return views;
        }
    }
}
