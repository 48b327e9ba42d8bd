package io.chronoops.backup.replace;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the present database has as a database: owner, grants, connection limit, comment, settings of it and of roles in it. */
final class PresentSettings {
    /** Lists whose parts are quoted one by one, as pg_dump knows them. */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\\s]+)");

    private final List<Step> steps = new ArrayList<>();

    /** One statement, with psql's variable db as the database's name; what it copies, without its value. */
    private record Step(String what, String sql) {}

    static PresentSettings read(Cluster cluster, String dbname) throws SQLException {
        var present = new PresentSettings();
        present.properties(cluster, dbname);
        present.settings(cluster, dbname);
        return present;
    }

    private void properties(Cluster cluster, String dbname) throws SQLException {
        try (var query = cluster.connection().prepareStatement("""
                SELECT d.datdba::regrole::text, d.datconnlimit, shobj_description(d.oid, 'pg_database'), d.datacl IS NOT NULL,
                       ARRAY(SELECT format('%s ON DATABASE :"db" TO %s%s', a.privilege_type,
                                      CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
                                      CASE WHEN a.is_grantable AND a.grantee <> d.datdba THEN ' WITH GRANT OPTION' ELSE '' END)
                             FROM aclexplode(d.datacl) a)
                FROM pg_database d WHERE d.datname = ?""")) {
            query.setString(1, dbname);
            ResultSet row = query.executeQuery();
            row.next();
            String owner = row.getString(1);
            add("its owner", "ALTER DATABASE :\"db\" OWNER TO " + owner);
            if (row.getBoolean(4)) {
                add("its grants", "REVOKE ALL ON DATABASE :\"db\" FROM PUBLIC, " + owner);
                for (String grant : (String[]) row.getArray(5).getArray()) {
                    add("a grant", "GRANT " + grant);
                }
            }
            add("its connection limit", "ALTER DATABASE :\"db\" CONNECTION LIMIT " + row.getInt(2));
            @Nullable String comment = row.getString(3);
            add(
                    "its comment",
                    "COMMENT ON DATABASE :\"db\" IS " + (comment == null ? "NULL" : Identifier.literal(comment)));
        }
    }

    private void settings(Cluster cluster, String dbname) throws SQLException {
        try (var query = cluster.connection().prepareStatement("""
                SELECT r.rolname, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1),
                       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase LEFT JOIN pg_roles r ON r.oid = s.setrole,
                     unnest(s.setconfig) c
                WHERE d.datname = ? ORDER BY r.rolname NULLS FIRST""")) {
            query.setString(1, dbname);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                @Nullable String role = row.getString(1);
                String set = " SET " + Identifier.quote(row.getString(2)) + " TO "
                        + value(row.getString(2), row.getString(3));
                if (role == null) {
                    add("its setting of " + row.getString(2), "ALTER DATABASE :\"db\"" + set);
                } else {
                    String what = "the setting of " + row.getString(2) + " for role " + role;
                    String quoted = Identifier.quote(role);
                    if (row.getBoolean(4)) {
                        add(what, "ALTER ROLE " + quoted + " IN DATABASE :\"db\"" + set);
                    } else { // a role may set its own
                        add(what, "SET LOCAL ROLE " + quoted);
                        add(what, "ALTER ROLE " + quoted + " IN DATABASE :\"db\"" + set);
                        add(what, "RESET ROLE");
                    }
                }
            }
        }
    }

    static String value(String name, String stored) {
        return LISTS.contains(name) && !stored.isEmpty()
                ? PART.matcher(stored)
                        .results()
                        .map(PresentSettings::part)
                        .map(Identifier::literal)
                        .collect(Collectors.joining(", "))
                : Identifier.literal(stored);
    }

    private static String part(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1).replace("\"\"", "\"");
    }

    private void add(String what, String sql) {
        steps.add(new Step(what, sql));
    }

    /** Gives another database the same, in the transaction that is open; a step that the role may not take is named. */
    void give(Cluster cluster, String dbname, String role) throws SQLException {
        for (Step step : steps) {
            try (var statement = cluster.connection().createStatement()) {
                statement.execute(step.sql().replace(":\"db\"", Identifier.quote(dbname)));
            } catch (SQLException e) {
                if (!"42501".equals(e.getSQLState())) {
                    throw e;
                }
                throw new OperationFailed(
                        Reason.PRECONDITION,
                        role + " may not copy " + step.what() + " to the restored database: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        "GRANT SET ON PARAMETER … TO " + role + " (PostgreSQL 15 and later), or GRANT that role TO "
                                + role + ", or name a superuser as chronoops.restore.role",
                        e);
            }
        }
    }
}
