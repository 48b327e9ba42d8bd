package io.chronoops.backup.full;

import io.chronoops.backup.capture.Slots;
import io.chronoops.backup.full.Manifest.SequenceEntry;
import io.chronoops.backup.full.Manifest.Server;
import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One exported snapshot of an operated database. Its session locks every table ACCESS SHARE before it takes the snapshot,
 * so that no table changes shape while the workers read; it dies with this object.
 */
final class SourceSnapshot implements AutoCloseable {
    private static final int TRIES = 5;
    private static final Duration BUSY_POLL = Duration.ofMillis(500);

    private final Connection holder;
    private final String id;
    private final String text;
    private final long lsn;
    private final Instant takenAt;
    private final List<SourceTable> tables;
    private final Server server;
    private final String instance;

    private SourceSnapshot(Connection holder, Taken taken, List<SourceTable> tables, Server server, String instance) {
        this.holder = holder;
        this.id = taken.id();
        this.text = taken.text();
        this.lsn = taken.lsn();
        this.takenAt = taken.at();
        this.tables = tables;
        this.server = server;
        this.instance = instance;
    }

    /**
     * Takes it, one backup of a database at a time.
     *
     * @param lockTimeout seconds to wait for a table that someone holds ACCESS EXCLUSIVE
     * @param busy called again and again while another backup of the database runs; throws to wait no longer
     */
    static SourceSnapshot take(Operated operated, Database database, int lockTimeout, Runnable busy) {
        Connection holder = operated.open(database);
        try {
            while (!claimed(holder)) {
                busy.run();
                LockSupport.parkNanos(BUSY_POLL.toNanos());
            }
        } catch (SQLException e) {
            close(holder);
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        } catch (RuntimeException e) {
            close(holder);
            throw e;
        }
        return take(holder, database, lockTimeout);
    }

    /** Takes one beside whatever backup runs: for what is read in a moment. */
    static SourceSnapshot beside(Operated operated, Database database, int lockTimeout) {
        return take(operated.open(database), database, lockTimeout);
    }

    private static SourceSnapshot take(Connection holder, Database database, int lockTimeout) {
        try {
            holder.setAutoCommit(false);
            for (int attempt = 1; ; attempt++) {
                List<SourceTable> before = SourceTables.list(holder);
                holder.commit();
                holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                lock(holder, before, lockTimeout);
                Taken taken = taken(holder);
                List<SourceTable> now = SourceTables.list(holder);
                if (sameTables(before, now) || attempt == TRIES) {
                    return new SourceSnapshot(holder, taken, now, server(holder), instance(holder));
                }
                holder.rollback();
            }
        } catch (SQLException e) {
            close(holder);
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
    }

    /** By a lock of this session, so that it ends with it and holds between instances. */
    private static boolean claimed(Connection holder) throws SQLException {
        try (var statement = holder.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_try_advisory_lock(hashtext('chronoops backup'), 0)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void lock(Connection holder, List<SourceTable> tables, int seconds) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        try (var statement = holder.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '" + seconds + "s'");
            statement.execute("LOCK TABLE ONLY "
                    + tables.stream().map(SourceTable::quoted).collect(Collectors.joining(", ONLY "))
                    + " IN ACCESS SHARE MODE");
        }
    }

    private static Taken taken(Connection holder) throws SQLException {
        try (var statement = holder.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_export_snapshot(), pg_current_snapshot()::text, pg_current_wal_insert_lsn()::text, clock_timestamp()")) {
            row.next();
            return new Taken(
                    row.getString(1),
                    row.getString(2),
                    Lsn.parse(row.getString(3)),
                    row.getTimestamp(4).toInstant());
        }
    }

    private static boolean sameTables(List<SourceTable> before, List<SourceTable> now) {
        return before.stream()
                .map(SourceTable::oid)
                .toList()
                .equals(now.stream().map(SourceTable::oid).toList());
    }

    private static Server server(Connection holder) throws SQLException {
        try (var statement = holder.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT current_setting('server_version'), (SELECT system_identifier::text FROM pg_control_system()),
                               ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int, datname,
                               pg_encoding_to_char(encoding), datcollate, datctype
                        FROM pg_database WHERE datname = current_database()""")) {
            row.next();
            return new Server(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7));
        }
    }

    /** Which start of which server a session is at: no other knows this snapshot. */
    static String instance(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT system_identifier || ' ' || pg_postmaster_start_time() FROM pg_control_system()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** What prepares a database for us, as "class oid" of each object. */
    Set<String> ownObjects() throws SQLException {
        return Set.copyOf(strings("""
                SELECT 'pg_publication'::regclass::oid || ' ' || oid FROM pg_publication WHERE pubname = '%1$s'
                UNION ALL SELECT 'pg_publication_rel'::regclass::oid || ' ' || r.oid
                  FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE p.pubname = '%1$s'
                UNION ALL SELECT 'pg_event_trigger'::regclass::oid || ' ' || oid FROM pg_event_trigger
                  WHERE evtname LIKE 'chronoops\\_%%'""".formatted(Slots.PUBLICATION)));
    }

    /** Constraints that the source itself has not proved. */
    List<String> notValid() throws SQLException {
        return strings(
                "SELECT conrelid::regclass || ' ' || conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1");
    }

    /** What lies outside of tables and DDL that backup_user may read: named, with what to do. */
    List<String> beyondReach() throws SQLException {
        return strings("""
                SELECT count(*) || ' subscriptions are not in this backup: only a superuser sees them' FROM pg_stat_subscription HAVING count(*) > 0
                UNION ALL
                SELECT 'user mapping of ' || coalesce(usename, 'public') || ' at ' || srvname || ' is without its options (password): set them again'
                  FROM pg_user_mappings""");
    }

    /** Bytes of each index, by schema.index. */
    Map<String, Long> indexes() throws SQLException {
        try (var statement = holder.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT n.nspname || '.' || c.relname, pg_relation_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'i' AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%'
                          AND n.nspname NOT IN ('information_schema', 'chronoops') ORDER BY 1""")) {
            Map<String, Long> indexes = new LinkedHashMap<>();
            while (row.next()) {
                indexes.put(row.getString(1), row.getLong(2));
            }
            return indexes;
        }
    }

    /** How many large objects there are: no COPY carries them. */
    long largeObjects() throws SQLException {
        return Long.parseLong(
                strings("SELECT count(*)::text FROM pg_largeobject_metadata").getFirst());
    }

    private List<String> strings(String sql) throws SQLException {
        try (var statement = holder.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (row.next()) {
                strings.add(row.getString(1));
            }
            return strings;
        }
    }

    List<SequenceEntry> sequences() throws SQLException {
        return SourceSequences.read(holder);
    }

    List<String> materializedViews() throws SQLException {
        return SourceViews.populated(holder);
    }

    String instance() {
        return instance;
    }

    String id() {
        return id;
    }

    String text() {
        return text;
    }

    long lsn() {
        return lsn;
    }

    Instant takenAt() {
        return takenAt;
    }

    List<SourceTable> tables() {
        return tables;
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        close(holder);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // the session is gone either way
        }
    }

    private record Taken(String id, String text, long lsn, Instant at) {}
}
