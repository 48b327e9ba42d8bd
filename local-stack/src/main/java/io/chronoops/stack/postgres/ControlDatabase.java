package io.chronoops.stack.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Our own database on the control server: a schema and a login role for each service that keeps anything there. */
public final class ControlDatabase {
    public static final String NAME = "chronoops";
    public static final String SUPERUSER = "control_admin";
    static final List<String> SERVICES = List.of("backup", "migration");

    private ControlDatabase() {}

    /** Makes the database, its roles and its schemas. */
    public static void make(PostgresServer server) {
        try (Connection connection = server.connect("postgres");
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the control database", e);
        }
        try (Connection connection = server.connect(NAME);
                Statement sql = connection.createStatement()) {
            sql.execute("REVOKE ALL ON DATABASE " + NAME + " FROM PUBLIC");
            for (String schema : SERVICES) {
                String role = role(schema);
                sql.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + server.password(role) + "'");
                sql.execute("GRANT CONNECT ON DATABASE " + NAME + " TO " + role);
                sql.execute("CREATE SCHEMA " + schema + " AUTHORIZATION " + role);
                sql.execute("ALTER ROLE " + role + " SET search_path = " + schema);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the schemas of the control database", e);
        }
    }

    /** The login role that owns a service's schema. */
    public static String role(String schema) {
        return schema + "_service";
    }
}
