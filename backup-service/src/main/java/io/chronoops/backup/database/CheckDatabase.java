package io.chronoops.backup.database;

import io.chronoops.backup.capture.Slots;
import io.chronoops.backup.full.SourceTables;
import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.replace.Template;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether a database can be operated, and says what is missing. */
public final class CheckDatabase {
    private final Operated operated;

    /** Looks with these sessions. */
    public CheckDatabase(Operated operated) {
        this.operated = operated;
    }

    /** One thing looked at. level: ok, advice or wrong. */
    public record Finding(String level, String what, String mend) {}

    /** Everything looked at, worst first where something is wrong. */
    public List<Finding> check(Database database) {
        try (Connection connection = operated.open(database)) {
            List<Finding> findings = new ArrayList<>();
            findings.add(new Finding(
                    "ok", "backup_user connects to " + database.jdbcUrl().substring("jdbc:".length()), ""));
            setting(connection, findings);
            prepared(connection, findings);
            restoring(database, findings);
            replacing(connection, database, findings);
            for (SourceTable table : SourceTables.list(connection)) {
                if (table.uncovered() != null) {
                    findings.add(new Finding(
                            "advice",
                            table.schema() + "." + table.name() + " is in backups, but its changes are not captured",
                            table.uncovered()));
                }
            }
            slot(connection, database, findings);
            return findings;
        } catch (SQLException e) {
            return List.of(wrong(Operated.failure(database, Operated.BACKUP_ROLE, e)));
        } catch (OperationFailed e) {
            return List.of(wrong(e));
        }
    }

    private static Finding wrong(OperationFailed e) {
        return new Finding("wrong", String.valueOf(e.getMessage()), e.mend());
    }

    private static void setting(Connection connection, List<Finding> findings) throws SQLException {
        String level = one(connection, "SHOW wal_level");
        findings.add(
                level.equals("logical")
                        ? new Finding("ok", "wal_level is logical", "")
                        : new Finding(
                                "wrong",
                                "wal_level is " + level,
                                "ALTER SYSTEM SET wal_level = logical, then restart the server"));
        String keep = one(connection, "SHOW max_slot_wal_keep_size");
        if (keep.equals("-1")) {
            findings.add(
                    new Finding(
                            "advice",
                            "max_slot_wal_keep_size is unlimited: a capture that stands still fills the server's disk",
                            "ALTER SYSTEM SET max_slot_wal_keep_size = '20GB' (or what the disk can spare), then SELECT pg_reload_conf()"));
        }
        String can =
                one(connection, "SELECT rolreplication AND rolbypassrls FROM pg_roles WHERE rolname = current_user");
        if (!can.equals("t")) {
            findings.add(new Finding(
                    "wrong",
                    "backup_user lacks REPLICATION or BYPASSRLS",
                    "ALTER ROLE backup_user REPLICATION BYPASSRLS"));
        }
    }

    private static void prepared(Connection connection, List<Finding> findings) throws SQLException {
        boolean publication = one(
                        connection, "SELECT count(*) FROM pg_publication WHERE pubname = '" + Slots.PUBLICATION + "'")
                .equals("1");
        int triggers = Integer.parseInt(one(
                connection,
                "SELECT count(*) FROM pg_event_trigger WHERE evtname LIKE 'chronoops\\_%' AND evtenabled = 'A'"));
        findings.add(
                publication && triggers == 3
                        ? new Finding("ok", "prepared: publication and event triggers are there", "")
                        : new Finding(
                                "wrong",
                                "not prepared: publication chronoops or its event triggers are missing",
                                "chronoops databases prepare NAME"));
    }

    private void restoring(Database database, List<Finding> findings) {
        try (Connection connection = operated.open(database, database.dbname(), Operated.RESTORE_ROLE)) {
            String can = one(connection, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user");
            findings.add(
                    can.equals("t")
                            ? new Finding("ok", "restore_user connects and may create databases", "")
                            : new Finding(
                                    "wrong",
                                    "restore_user may not create databases",
                                    "ALTER ROLE restore_user CREATEDB"));
        } catch (SQLException e) {
            findings.add(wrong(Operated.failure(database, Operated.RESTORE_ROLE, e)));
        } catch (OperationFailed e) {
            findings.add(wrong(e));
        }
    }

    private static void replacing(Connection connection, Database database, List<Finding> findings)
            throws SQLException {
        Template template = Template.of(connection, database.dbname());
        if (!template.isThere()) {
            findings.add(new Finding(
                    "advice",
                    "template database " + template.name() + " is missing: restore --replace begins with it",
                    "chronoops databases prepare " + database.name()));
        }
    }

    private static void slot(Connection connection, Database database, List<Finding> findings) throws SQLException {
        Optional<Slots.Slot> slot = Slots.find(connection, Slots.name(database.name()));
        slot.ifPresent(found -> findings.add(
                found.lost()
                        ? new Finding(
                                "wrong",
                                "the slot is lost: the log has a gap",
                                "remove and add the database, then take a full backup")
                        : new Finding(
                                "ok",
                                "slot " + Slots.name(database.name()) + " retains " + found.retainedBytes() / (1 << 20)
                                        + " MB of WAL",
                                "")));
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
