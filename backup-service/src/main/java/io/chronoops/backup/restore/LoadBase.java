package io.chronoops.backup.restore;

import com.github.luben.zstd.ZstdIOException;
import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.postgresql.PGConnection;

/** Loads a base's rows into the target, in parallel within tables too; each file is checked against its hash on the way. */
final class LoadBase {
    private static final int BUFFER = 1 << 18;

    private final Repository repository;
    private final TargetDatabase target;

    LoadBase(Repository repository, TargetDatabase target) {
        this.repository = repository;
        this.target = target;
    }

    private record Load(TableEntry table, FileEntry file) {}

    void load(Manifest base, List<TableEntry> tables, int jobs, OperationRun run) throws IOException {
        Queue<Load> open = new ConcurrentLinkedQueue<>(tables.stream()
                .flatMap(table -> table.chunks().stream().map(chunk -> new Load(table, chunk)))
                .sorted(Comparator.comparingLong((Load load) -> load.file().bytes())
                        .reversed())
                .toList());
        String folder = Layout.backup(base.database(), base.id());
        var done = new AtomicLong();
        long total = open.stream().mapToLong(load -> load.file().bytes()).sum();
        target.inParallel(Math.clamp(open.size(), 1, jobs), session -> {
            session.setAutoCommit(false);
            try (var statement = session.createStatement()) {
                statement.execute("SET synchronous_commit = off"); // a restore that dies begins again
            }
            session.commit();
            try {
                for (Load load = open.poll(); load != null; load = open.poll()) {
                    run.stopIfCancelled();
                    load(session, folder, load);
                    run.progress("loading rows", done.addAndGet(load.file().bytes()), total, "bytes");
                }
            } finally {
                open.clear(); // empty already, unless this failed: then the others need not go on
            }
        });
    }

    private void load(Connection session, String folder, Load load) throws SQLException, IOException {
        TableEntry table = load.table();
        String name = Identifier.quote(table.schema(), table.name());
        String columns = table.columns().isEmpty()
                ? ""
                : " (" + table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", ")) + ")";
        // rows frozen as they are loaded need no vacuum later; only the transaction that emptied the table may do so
        boolean whole = table.chunks().size() == 1;
        if (whole) {
            try (var statement = session.createStatement()) {
                statement.execute("TRUNCATE ONLY " + name);
            }
        }
        String sql = "COPY " + name + columns + " FROM STDIN" + (whole ? " WITH (FREEZE)" : "");
        String path = folder + "/" + load.file().path();
        var hashed = new DigestInputStream(repository.open(path), sha256());
        try (hashed;
                InputStream rows = Codec.expand(path, hashed)) {
            long from = whole ? 0 : pages(session, name);
            copy(session, sql, rows, hashed, load.file());
            session.commit();
            if (!whole) {
                look(session, name, from);
            }
        } catch (EOFException | ZipException | ZstdIOException e) {
            throw damaged(path, String.valueOf(e.getMessage()));
        }
        session.commit();
    }

    private static long pages(Connection session, String table) throws SQLException {
        try (var query =
                session.prepareStatement("SELECT pg_relation_size(?::regclass) / current_setting('block_size')::int")) {
            query.setString(1, table);
            var row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Looks at the rows just loaded, so that they are marked as committed now. Left to the first index, that would come
     * after a checkpoint, and with checksums every page would go into the WAL once more.
     */
    private static void look(Connection session, String table, long from) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SELECT count(*) FROM ONLY " + table + " WHERE ctid >= '(" + from + ",0)'::tid");
        }
    }

    private static void copy(Connection session, String sql, InputStream rows, DigestInputStream file, FileEntry entry)
            throws SQLException, IOException {
        try {
            session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows, BUFFER);
        } catch (SQLException e) {
            if (!isWhole(file, entry)) { // rows that the server refuses come from a damaged file more often than not
                throw damaged(entry.path(), "its SHA-256 is not the recorded one");
            }
            throw e;
        }
        if (!isWhole(file, entry)) {
            throw damaged(entry.path(), "its SHA-256 is not the recorded one");
        }
    }

    /** Reads on to the end of the file. */
    private static boolean isWhole(DigestInputStream file, FileEntry entry) throws IOException {
        file.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(file.getMessageDigest().digest()).equals(entry.sha256());
    }

    private static OperationFailed damaged(String path, String why) {
        return new OperationFailed(
                Reason.CORRUPT,
                path + " is damaged: " + why,
                "restore from another backup; chronoops backups verify --all names all damage");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
