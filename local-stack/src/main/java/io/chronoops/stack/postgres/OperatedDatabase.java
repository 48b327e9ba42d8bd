package io.chronoops.stack.postgres;

import static io.chronoops.stack.postgres.OperatedRoles.APPLICATION;

import io.chronoops.stack.data.Names;
import io.chronoops.stack.data.Secrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One database of the operated server: the application owns it, the others may what table U says. */
public record OperatedDatabase(PostgresServer server, Secrets secrets) {

    /** Makes it where it is not there yet, and its secrets below its configured name. */
    public void make(String database) {
        writeSecrets(Names.configured(database));
        try (Connection connection = server.connect("postgres");
                Statement sql = connection.createStatement()) {
            if (exists(sql, database)) return;
            sql.execute("CREATE DATABASE \"" + database + "\" OWNER " + APPLICATION);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + database, e);
        }
        grant(database);
    }

    /** The passwords of all roles, as services look them up: a folder a configured name, a file a role. */
    public void writeSecrets(String configured) {
        for (String role : OperatedRoles.ALL) secrets.put(configured + "/" + role, server.password(role));
    }

    private void grant(String database) {
        try (Connection connection = server.connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute("ALTER SCHEMA public OWNER TO " + APPLICATION);
            sql.execute("GRANT USAGE ON SCHEMA public TO readonly_user");
            sql.execute("ALTER DEFAULT PRIVILEGES FOR ROLE " + APPLICATION
                    + " IN SCHEMA public GRANT SELECT ON TABLES TO readonly_user");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot grant in the database " + database, e);
        }
    }

    private static boolean exists(Statement sql, String database) throws SQLException {
        try (ResultSet rows = sql.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
            return rows.next();
        }
    }
}
