package io.chronoops.stack.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The roles of the customer's server, as the specification's table U has them. */
public final class OperatedRoles {
    public static final String APPLICATION = "chrono_scraper";
    public static final String SUPERUSER = "admin_user";
    static final List<String> ALL =
            List.of(APPLICATION, "backup_user", "restore_user", "monitoring_user", "readonly_user", SUPERUSER);

    private OperatedRoles() {}

    /** Makes all of them with generated passwords. */
    public static void make(PostgresServer server) {
        try (Connection connection = server.connect("postgres");
                Statement sql = connection.createStatement()) {
            for (String role : ALL) {
                if (role.equals(SUPERUSER)) continue;
                sql.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + server.password(role) + "'" + may(role));
            }
            sql.execute("ALTER ROLE " + SUPERUSER + " CONNECTION LIMIT 1"); // PostgreSQL holds no superuser to it
            sql.execute("GRANT pg_read_all_data TO backup_user");
            sql.execute("GRANT pg_monitor TO monitoring_user");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the roles of the operated server", e);
        }
    }

    private static String may(String role) {
        return switch (role) {
            case "backup_user" -> " REPLICATION BYPASSRLS CONNECTION LIMIT 16";
            case "restore_user" -> " CREATEDB BYPASSRLS CONNECTION LIMIT 16";
            case "monitoring_user" -> " CONNECTION LIMIT 5";
            case "readonly_user" -> " CONNECTION LIMIT 10";
            default -> "";
        };
    }
}
