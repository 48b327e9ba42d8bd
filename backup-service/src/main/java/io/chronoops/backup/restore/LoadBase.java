package io.chronoops.backup.restore;

import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.overlay.Overlay;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a base's rows into the target; each file is checked against its hash on the way.
 *
 * <p>A table is loaded whole by one session; a large one in the transaction that emptied it: its rows are frozen as they
 * come, and are neither looked at nor written again later. Only where many sessions share a table that outweighs the
 * others is it loaded in parts, side by side. Rows of a large table go in binary, where all its types are known.
 */
final class LoadBase {
    private static final Logger LOG = LoggerFactory.getLogger(LoadBase.class);
    /** Below, one session that freezes is as fast as several that cannot: measured. */
    private static final int SESSIONS_TO_SHARE_A_TABLE = 4;
    /** A table of less bytes is not worth a new file for it, nor to be told which types it has. */
    private static final long LARGE = 4 << 20;

    private final Repository repository;
    private final TargetSessions target;
    private final DoneSteps steps;
    private final Overlay overlay;
    /** Tables of which a file could not go in binary: the other ones are not tried. */
    private final Set<String> asText = ConcurrentHashMap.newKeySet();

    LoadBase(Repository repository, TargetSessions target, DoneSteps steps, Overlay overlay) {
        this.repository = repository;
        this.target = target;
        this.steps = steps;
        this.overlay = overlay;
    }

    /** In which parts tables are loaded: steps mean the same to attempts for which this text is the same. */
    static String parts(int jobs) {
        return jobs < SESSIONS_TO_SHARE_A_TABLE ? "table by table" : "large tables shared by " + jobs;
    }

    /** Files of one table that go in by one transaction; whole: they are all that it has. */
    private record Load(PlannedTable planned, List<FileEntry> files, boolean whole) {
        TableEntry table() {
            return planned.whileReplaying();
        }

        long bytes() {
            return files.stream().mapToLong(FileEntry::bytes).sum();
        }

        String step() {
            return DoneSteps.LOADED
                    + planned.title()
                    + (files.isEmpty() ? "" : " " + files.getFirst().path());
        }
    }

    void load(Connection mine, Manifest base, List<PlannedTable> tables, int jobs, OperationRun run)
            throws SQLException, IOException {
        long total = tables.stream()
                .flatMap(table -> table.entry().chunks().stream())
                .mapToLong(FileEntry::bytes)
                .sum();
        int files =
                tables.stream().mapToInt(table -> table.entry().chunks().size()).sum();
        int sessions = TargetSessions.worth(files, total, jobs);
        Queue<Load> open = new ConcurrentLinkedQueue<>(tables.stream()
                .flatMap(table -> loads(table, sessions, total))
                .filter(load -> !steps.has(load.step()))
                .sorted(Comparator.comparingLong(Load::bytes).reversed())
                .toList());
        long left = open.stream().mapToLong(Load::bytes).sum();
        var done = new AtomicLong(total - left);
        String folder = Layout.backup(base.database(), base.id());
        var large = new LargeValues(repository, base.database());
        target.inParallel(mine, TargetSessions.worth(open.size(), left, sessions), session -> {
            session.setAutoCommit(false);
            try {
                for (Load load = open.poll(); load != null; load = open.poll()) {
                    load(session, folder, load, large, stored -> {
                        run.stopIfCancelled();
                        run.progress("loading rows", done.addAndGet(stored), total, "bytes");
                    });
                    FaultPoint.reached("restore.after-table");
                }
            } finally {
                open.clear(); // empty already, unless this failed: then the others need not go on
            }
        });
    }

    private Stream<Load> loads(PlannedTable table, int sessions, long total) {
        List<FileEntry> files = table.entry().chunks();
        if (overlay.has(table.title())) {
            return Stream.of(new Load(table, files, true));
        }
        long bytes = files.stream().mapToLong(FileEntry::bytes).sum();
        boolean shared = sessions >= SESSIONS_TO_SHARE_A_TABLE && bytes > total / sessions && files.size() > 1;
        return shared
                ? files.stream().map(file -> new Load(table, List.of(file), false))
                : Stream.of(new Load(table, files, true)).filter(load -> !files.isEmpty());
    }

    /** Takes the stored size of each file once its rows are there, and 0 in between. */
    private interface Progress {
        void loaded(long stored);
    }

    private void load(Connection session, String folder, Load load, LargeValues large, Progress progress)
            throws SQLException, IOException {
        String table = load.table().title();
        boolean asTheyAre = !overlay.has(table) && load.planned().loaded() == null && !asText.contains(table);
        List<BinaryValue> binary =
                asTheyAre && load.table().bytes() > LARGE ? BinaryColumns.of(session, load.table()) : List.of();
        var loaded = new AtomicLong();
        try {
            load(session, folder, load, copy -> way(load, binary, large, copy), !binary.isEmpty(), stored -> {
                loaded.addAndGet(stored);
                progress.loaded(stored);
            });
        } catch (SQLException | BinaryRows.Unforeseen e) {
            if (binary.isEmpty() || (e instanceof SQLException said && !isOfData(said))) {
                throw e;
            }
            session.rollback();
            LOG.atInfo()
                    .addKeyValue("table", table)
                    .addKeyValue("why", e instanceof SQLException said ? said.getSQLState() : e.getMessage())
                    .log("its rows cannot go in binary, they go as text");
            asText.add(table);
            progress.loaded(-loaded.get());
            load(session, folder, load, Way::text, false, progress);
        }
    }

    private static boolean isOfData(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("22");
    }

    private Way way(Load load, List<BinaryValue> binary, LargeValues large, CopyIn copy) {
        String table = load.table().title();
        List<PlannedTable.Loaded> columns = load.planned().loaded();
        if (overlay.has(table)) {
            return Way.overlaid(overlay.over(table, large::read, copy::writeToCopy), table);
        }
        if (columns != null) {
            return Way.projected(columns, copy);
        }
        return binary.isEmpty() ? Way.text(copy) : Way.binary(binary, copy);
    }

    private void load(
            Connection session, String folder, Load load, Function<CopyIn, Way> way, boolean binary, Progress progress)
            throws SQLException, IOException {
        TableEntry table = load.table();
        String name = Identifier.quote(table.schema(), table.name());
        String columns = table.columns().isEmpty()
                ? ""
                : " (" + table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", ")) + ")";
        boolean overlaid = overlay.has(table.title());
        boolean freeze = load.whole() && (overlaid || table.bytes() > LARGE);
        long from = 0;
        try (var statement = session.createStatement()) {
            if (freeze) { // only the transaction that emptied a table may freeze its rows
                statement.execute("TRUNCATE ONLY " + name);
            } else if (!load.whole()) {
                from = pages(statement, name);
            }
            if (overlaid) {
                statement.execute(Merges.TEXTS_OF_THE_LOG);
            }
            String sql = "COPY " + name + columns + " FROM STDIN WITH (FREEZE " + freeze
                    + (binary ? ", FORMAT binary)" : ")");
            copy(session, sql, folder, load, way, progress);
            steps.done(session, load.step());
            session.commit();
            if (!load.whole()) {
                look(statement, name, from);
                session.commit();
            }
        }
    }

    private void copy(
            Connection session, String sql, String folder, Load load, Function<CopyIn, Way> ways, Progress progress)
            throws SQLException, IOException {
        try (var rows = new RowsAhead(repository, folder, load.files())) { // it begins to read while the server begins
            CopyIn copy = session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            try {
                Way way = ways.apply(copy);
                for (var part = rows.next(); part != null; part = rows.next()) {
                    way.pass(part.bytes(), part.length());
                    rows.done(part);
                    progress.loaded(part.stored());
                }
                way.finish();
                copy.endCopy();
            } catch (SQLException e) {
                rows.readOn(); // rows that the server refuses come from a damaged file more often than not
                String table = load.table().title();
                throw overlay.has(table) ? MergeEffect.named(table, e) : e;
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    private static long pages(Statement statement, String table) throws SQLException {
        var row = statement.executeQuery("SELECT pg_relation_size(" + Identifier.literal(table)
                + "::regclass) / current_setting('block_size')::int");
        row.next();
        return row.getLong(1);
    }

    /**
     * Looks at the rows just loaded, so that they are marked as committed now. Left to the first index, that would come
     * after a checkpoint, and with checksums every page would go into the WAL once more.
     */
    private static void look(Statement statement, String table, long from) throws SQLException {
        statement.execute("SELECT count(*) FROM ONLY " + table + " WHERE ctid >= '(" + from + ",0)'::tid");
    }
}
