package io.chronoops.backup.replace;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The database that a replacing restore begins with; it holds what prepares a database.
 *
 * @param name what template.sql calls it for a database's encoding and locale
 */
public record Template(String name, boolean isThere) {
    /** Of a database, over a session in any database of the server. */
    public static Template of(Connection connection, String dbname) throws SQLException {
        try (var query = connection.prepareStatement("""
                SELECT t.name, EXISTS (SELECT FROM pg_database WHERE datname = t.name AND datistemplate)
                FROM (SELECT 'chronoops_template_' || left(md5(concat_ws(' ', pg_encoding_to_char(encoding), datcollate, datctype)), 8) AS name
                      FROM pg_database WHERE datname = ?) t""")) {
            query.setString(1, dbname);
            ResultSet row = query.executeQuery();
            row.next();
            return new Template(row.getString(1), row.getBoolean(2));
        }
    }
}
