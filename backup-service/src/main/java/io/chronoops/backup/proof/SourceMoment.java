package io.chronoops.backup.proof;

import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.full.RowDigest;
import io.chronoops.backup.full.RowLimit;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.postgres.Snapshot;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Some tables of a database in one snapshot: which snapshot it was, and what each table was in it. */
record SourceMoment(Snapshot snapshot, long lsn, Map<String, TableState> tables) {
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'";
    /** Debezium brings timetz to UTC, which is another value to PostgreSQL: its tables never compare. */
    private static final String COMPARABLE = """
            SELECT pg_relation_size(c.oid) <= ? AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0
                     AND NOT attisdropped AND atttypid IN ('timetz'::regtype, 'timetz[]'::regtype))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r'""";

    /** Reads up to so many of these tables, those first that come first; what is gone, too large or not comparable is passed over. */
    static SourceMoment read(
            Operated operated, Database database, List<TableEntry> turns, ProofProperties bounds, OperationRun run) {
        try (Connection session = operated.open(database)) {
            List<TableEntry> chosen = choose(session, turns, bounds);
            session.setAutoCommit(false);
            session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            lock(session, chosen);
            try (var statement = session.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT pg_current_snapshot()::text, pg_current_wal_insert_lsn()::text")) {
                row.next();
                Snapshot snapshot = Snapshot.parse(row.getString(1));
                return new SourceMoment(snapshot, Lsn.parse(row.getString(2)), states(session, chosen, run));
            }
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
    }

    /** The same tables in a database of its own, as backup_user reads them there. */
    static Map<String, TableState> restored(
            Operated operated, Database database, String name, List<TableEntry> tables, OperationRun run) {
        var there = new Database(database.name(), database.host(), database.port(), name, database.sslmode());
        try (Connection session = operated.open(there)) {
            return states(session, tables, run);
        } catch (SQLException e) {
            throw Operated.failure(there, Operated.BACKUP_ROLE, e);
        }
    }

    private static List<TableEntry> choose(Connection session, List<TableEntry> turns, ProofProperties bounds)
            throws SQLException {
        List<TableEntry> chosen = new ArrayList<>();
        try (var query = session.prepareStatement(COMPARABLE)) {
            for (TableEntry table : turns) {
                query.setLong(1, bounds.largest().toBytes());
                query.setString(2, table.schema());
                query.setString(3, table.name());
                ResultSet row = query.executeQuery();
                if (row.next() && row.getBoolean(1)) {
                    chosen.add(table);
                }
                if (chosen.size() == bounds.tables()) {
                    break;
                }
            }
        }
        return chosen;
    }

    /** Before the snapshot is taken: no table may change its shape between the two. */
    private static void lock(Connection session, List<TableEntry> tables) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
            if (!tables.isEmpty()) {
                statement.execute("LOCK TABLE ONLY "
                        + tables.stream()
                                .map(table -> Identifier.quote(table.schema(), table.name()))
                                .collect(Collectors.joining(", ONLY "))
                        + " IN ACCESS SHARE MODE");
            }
        }
    }

    private static Map<String, TableState> states(Connection session, List<TableEntry> tables, OperationRun run)
            throws SQLException {
        Map<String, TableState> states = new LinkedHashMap<>();
        for (TableEntry table : tables) {
            run.stopIfCancelled();
            run.progress("reading " + table.title(), states.size(), tables.size(), "tables");
            RowDigest digest = digest(session, table);
            states.put(table.title(), new TableState(digest.rows(), digest.hex()));
        }
        return states;
    }

    private static RowDigest digest(Connection session, TableEntry table) throws SQLException {
        var digest = new RowDigest();
        var out = session.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT "
                        + table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", "))
                        + " FROM ONLY " + Identifier.quote(table.schema(), table.name()) + ") TO STDOUT");
        try {
            byte[] row = out.readFromCopy();
            while (row != null) {
                digest.add(row);
                row = null; // the next one is made before this name would let go of it
                row = out.readFromCopy();
            }
            return digest;
        } catch (OutOfMemoryError e) {
            session.abort(Runnable::run); // the rest of the row is still to come
            throw RowLimit.ofThisHeap().doesNotFit(table.title(), e);
        }
    }
}
