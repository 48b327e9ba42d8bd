package io.chronoops.backup.restore;

import io.chronoops.backup.full.Codec;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Loads a base's rows into the target, in parallel within tables too; each file is checked against its hash on the way. */
final class LoadBase {
    private static final int BUFFER = 1 << 16;

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
        Callable<Void> worker = () -> {
            try (Connection session = target.open()) {
                for (Load load = open.poll(); load != null; load = open.poll()) {
                    run.stopIfCancelled();
                    load(session, folder, load);
                    run.progress("loading rows", done.addAndGet(load.file().bytes()), total, "bytes");
                }
            }
            return null;
        };
        try (var workers = Executors.newFixedThreadPool(jobs)) {
            List<Future<Void>> futures = new ArrayList<>();
            IntStream.range(0, jobs).forEach(_ -> futures.add(workers.submit(worker)));
            for (Future<Void> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            open.clear();
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            open.clear();
            Thread.currentThread().interrupt();
            throw new OperationFailed(Reason.INTERRUPTED, "the service was stopped", "send the command again", e);
        }
    }

    private RuntimeException failure(@Nullable Throwable cause) throws IOException {
        return switch (cause) {
            case SQLException sql -> target.failure(sql);
            case IOException io -> throw io;
            case RuntimeException runtime -> runtime;
            case null, default -> new IllegalStateException(cause);
        };
    }

    private void load(Connection session, String folder, Load load) throws SQLException, IOException {
        TableEntry table = load.table();
        String sql = "COPY " + Identifier.quote(table.schema(), table.name()) + " ("
                + table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", ")) + ") FROM STDIN";
        if (table.columns().isEmpty()) {
            sql = "COPY " + Identifier.quote(table.schema(), table.name()) + " FROM STDIN";
        }
        String path = folder + "/" + load.file().path();
        var hashed = new DigestInputStream(repository.open(path), sha256());
        try (hashed;
                InputStream rows = Codec.expand(path, hashed)) {
            session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows, BUFFER);
            hashed.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (java.io.EOFException | java.util.zip.ZipException e) {
            throw damaged(path, String.valueOf(e.getMessage()));
        }
        if (!HexFormat.of()
                .formatHex(hashed.getMessageDigest().digest())
                .equals(load.file().sha256())) {
            throw damaged(path, "its SHA-256 is not the recorded one");
        }
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
