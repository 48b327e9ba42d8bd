package io.chronoops.backup.restore;

import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.overlay.OverlaidRows;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads a base's rows into the target; each file is checked against its hash on the way.
 *
 * <p>A table is loaded whole by one session, in the transaction that emptied it: its rows are frozen as they come, and are
 * neither looked at nor written again later. Only where many sessions share a table that outweighs the others is it loaded
 * in parts, side by side.
 */
final class LoadBase {
    /** Below, one session that freezes is as fast as several that cannot: measured. */
    private static final int SESSIONS_TO_SHARE_A_TABLE = 4;
    /** Less than this is not worth a new file for the table. */
    private static final long WORTH_FREEZING = 4 << 20;

    private final Repository repository;
    private final TargetDatabase target;
    private final DoneSteps steps;
    private final Overlay overlay;

    LoadBase(Repository repository, TargetDatabase target, DoneSteps steps, Overlay overlay) {
        this.repository = repository;
        this.target = target;
        this.steps = steps;
        this.overlay = overlay;
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
        List<Load> all =
                tables.stream().flatMap(table -> loads(table, jobs, total)).toList();
        Queue<Load> open = new ConcurrentLinkedQueue<>(all.stream()
                .filter(load -> !steps.has(load.step()))
                .sorted(Comparator.comparingLong(Load::bytes).reversed())
                .toList());
        long left = open.stream().mapToLong(Load::bytes).sum();
        var done = new AtomicLong(total - left);
        String folder = Layout.backup(base.database(), base.id());
        var large = new LargeValues(repository, base.database());
        target.inParallel(mine, TargetDatabase.sessions(open.size(), left, jobs), session -> {
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

    private Stream<Load> loads(PlannedTable table, int jobs, long total) {
        List<FileEntry> files = table.entry().chunks();
        if (overlay.has(table.title())) {
            return Stream.of(new Load(table, files, true));
        }
        long bytes = files.stream().mapToLong(FileEntry::bytes).sum();
        boolean shared = jobs >= SESSIONS_TO_SHARE_A_TABLE && bytes > total / jobs && files.size() > 1;
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
        TableEntry table = load.table();
        String name = Identifier.quote(table.schema(), table.name());
        String columns = table.columns().isEmpty()
                ? ""
                : " (" + table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", ")) + ")";
        boolean overlaid = overlay.has(table.title());
        boolean freeze = load.whole() && (overlaid || table.bytes() > WORTH_FREEZING);
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
            copy(
                    session,
                    "COPY " + name + columns + " FROM STDIN" + (freeze ? " WITH (FREEZE)" : ""),
                    folder,
                    load,
                    large,
                    progress);
            steps.done(session, load.step());
            session.commit();
            if (!load.whole()) {
                look(statement, name, from);
                session.commit();
            }
        }
    }

    private void copy(Connection session, String sql, String folder, Load load, LargeValues large, Progress progress)
            throws SQLException, IOException {
        CopyIn copy = session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        String table = load.planned().title();
        OverlaidRows overlaid = overlay.has(table) ? overlay.over(table, large::read, copy::writeToCopy) : null;
        ProjectRows project = load.planned().loaded() == null
                ? null
                : new ProjectRows(load.planned().loaded());
        try (var rows = new RowsAhead(repository, folder, load.files())) {
            try {
                for (var part = rows.next(); part != null; part = rows.next()) {
                    if (overlaid != null) {
                        overlaid.pass(part.bytes(), part.length());
                    } else if (project != null) {
                        project.take(part.bytes(), part.length());
                        copy.writeToCopy(project.bytes(), 0, project.length());
                    } else {
                        copy.writeToCopy(part.bytes(), 0, part.length());
                    }
                    rows.done(part);
                    progress.loaded(part.stored());
                }
                if (overlaid != null) {
                    overlaid.finish();
                    MergeEffect.expect(table, overlaid.named(), overlaid.met(), "changes or deletes");
                }
                copy.endCopy();
            } catch (SQLException e) {
                rows.readOn(); // rows that the server refuses come from a damaged file more often than not
                throw overlaid == null ? e : MergeEffect.named(table, e);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
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
