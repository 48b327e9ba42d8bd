package io.chronoops.backup.side;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * Copies all tables of a restored database into a new schema of the operated one, in one transaction. The schema's comment
 * tells which operation made it: who finds it there need not do it again.
 */
final class CopyAside {
    private static final String MADE = "chronoops: restored by ";
    private static final String DENIED = "42501";
    private static final Set<String> TAKEN = Set.of("42P06", "23505");
    private static final int LOOK_EVERY = 10_000;

    private final Operated operated;
    private final Database database;
    private final String role;

    CopyAside(Operated operated, Database database, String role) {
        this.operated = operated;
        this.database = database;
        this.role = role;
    }

    /** Whether this operation has made the schema already; refuses one that is there otherwise. */
    boolean isMade(String schema, String operationId) {
        try (Connection session = operated.open(database, database.dbname(), role)) {
            return isMade(session, schema, operationId);
        } catch (SQLException e) {
            throw Operated.failure(database, role, e);
        }
    }

    private static boolean isMade(Connection session, String schema, String operationId) throws SQLException {
        try (var query = session.prepareStatement(
                "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = ?")) {
            query.setString(1, schema);
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                return false;
            }
            if ((MADE + operationId).equals(row.getString(1))) {
                return true;
            }
            throw new OperationFailed(
                    Reason.PRECONDITION,
                    "a schema " + schema + " is there already",
                    "choose another name with --into-schema, or drop it");
        }
    }

    /** Returns how many rows went over; nothing: an attempt before this one was quicker in the end. */
    OptionalLong copy(String scratch, String schema, OperationRun run) {
        try (Connection from = pinned(operated.open(database, scratch, role));
                Connection to = pinned(operated.open(database, database.dbname(), role))) {
            List<SideTable> tables = SideTable.list(from);
            refuseSameNames(tables);
            to.setAutoCommit(false);
            long rows = 0;
            try (var statement = to.createStatement()) {
                makeSchema(statement, schema, tables, run.operationId());
                for (SideTable table : tables) {
                    run.stopIfCancelled();
                    statement.execute(table.create(schema));
                    rows += copy(from, to, table, schema, run);
                    if (!table.key().isEmpty()) {
                        statement.execute(table.addKey(schema));
                    }
                    give(statement, schema, table);
                }
            }
            FaultPoint.reached("side.before-commit");
            run.stopIfCancelled();
            to.commit();
            FaultPoint.reached("side.committed");
            return OptionalLong.of(rows);
        } catch (SQLException e) {
            if (TAKEN.contains(String.valueOf(e.getSQLState())) && isMade(schema, run.operationId())) {
                return OptionalLong.empty();
            }
            throw failure(e);
        }
    }

    private static Connection pinned(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("""
                    SET search_path = ''; SET row_security = off; SET extra_float_digits = 3; SET DateStyle = 'ISO, YMD';
                    SET IntervalStyle = postgres; SET TimeZone = 'UTC'; SET bytea_output = hex; SET xmloption = content;
                    SET statement_timeout = 0; SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = 0""");
        }
        return session;
    }

    private static void refuseSameNames(List<SideTable> tables) {
        Set<String> names = new HashSet<>();
        for (SideTable table : tables) {
            if (!names.add(table.name())) {
                throw new OperationFailed(
                        Reason.INVALID,
                        "two tables are called " + table.name() + ": one schema cannot hold both",
                        "restore them one after the other, each into a schema of its own");
            }
        }
    }

    /** It belongs to the first table's owner, who can read and drop it; nobody else gets a right. */
    private static void makeSchema(Statement statement, String schema, List<SideTable> tables, String operationId)
            throws SQLException {
        Optional<String> owner = tables.stream().map(SideTable::owner).findFirst();
        boolean given = owner.isPresent() && mayGiveTo(statement, owner.get());
        statement.execute("CREATE SCHEMA " + Identifier.quote(schema)
                + (given ? " AUTHORIZATION " + Identifier.quote(owner.get()) : ""));
        statement.execute(
                "COMMENT ON SCHEMA " + Identifier.quote(schema) + " IS " + Identifier.literal(MADE + operationId));
    }

    private static void give(Statement statement, String schema, SideTable table) throws SQLException {
        if (mayGiveTo(statement, table.owner())) {
            String owner = Identifier.quote(table.owner());
            statement.execute("GRANT USAGE, CREATE ON SCHEMA " + Identifier.quote(schema) + " TO " + owner);
            statement.execute("ALTER TABLE " + Identifier.quote(schema, table.name()) + " OWNER TO " + owner);
        }
    }

    private static boolean mayGiveTo(Statement statement, String owner) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_roles WHERE rolname = "
                + Identifier.literal(owner) + " AND pg_has_role(oid, 'MEMBER')")) {
            row.next();
            return row.getInt(1) == 1;
        }
    }

    private static long copy(Connection from, Connection to, SideTable table, String schema, OperationRun run)
            throws SQLException {
        CopyOut out = from.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut());
        CopyIn in = to.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyIn(schema));
        try {
            long rows = 0;
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                in.writeToCopy(row, 0, row.length);
                if (++rows % LOOK_EVERY == 0) {
                    run.stopIfCancelled();
                    run.progress("copying " + table.title() + " aside", rows, 0, "rows");
                }
            }
            in.endCopy();
            return rows;
        } finally {
            if (in.isActive()) { // failed: the transaction ends with its session, and so does the other copy
                in.cancelCopy();
            }
        }
    }

    private OperationFailed failure(SQLException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String state = String.valueOf(e.getSQLState());
        if (state.equals(DENIED)) {
            return new OperationFailed(
                    Reason.NOT_ALLOWED,
                    role + " may not make a schema in " + database.name() + ": " + said,
                    "chronoops databases prepare " + database.name() + " grants it: run it again",
                    e);
        }
        if (state.equals("42704")) {
            return new OperationFailed(
                    Reason.PRECONDITION,
                    database.name() + " lacks a type of the restored tables: " + said,
                    "restore into a database of its own: --into NAME instead of --into-schema",
                    e);
        }
        return Operated.failure(database, role, e);
    }
}
