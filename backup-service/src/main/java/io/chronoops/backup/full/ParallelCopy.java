package io.chronoops.backup.full;

import io.chronoops.backup.full.TableCopy.Chunk;
import io.chronoops.backup.full.TableCopy.Copied;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shares chunks out over sessions that all read one snapshot; the first failure stops all. */
final class ParallelCopy {
    private static final long PAGE = 8192;

    private final Operated operated;
    private final TableCopy copy;

    ParallelCopy(Operated operated, TableCopy copy) {
        this.operated = operated;
        this.copy = copy;
    }

    List<Copied> copy(Database database, SourceSnapshot snapshot, List<Chunk> chunks, int jobs, OperationRun run)
            throws IOException {
        Queue<Chunk> open = new ConcurrentLinkedQueue<>(chunks);
        Queue<Chunk> alone = new ConcurrentLinkedQueue<>();
        var done = new AtomicLong();
        long total = chunks.stream().mapToLong(Chunk::weight).sum() * PAGE;
        Callable<List<Copied>> worker = () -> {
            List<Copied> copied = new ArrayList<>();
            try (var session = new WorkerSession(operated, database, snapshot)) {
                for (Chunk chunk = open.poll(); chunk != null; chunk = open.poll()) {
                    run.stopIfCancelled();
                    Chunk next = chunk;
                    try {
                        copied.add(session.retrying(connection -> copy.copy(connection, next)));
                    } catch (OutOfMemoryError _) { // beside the rows that others hold; perhaps not alone
                        alone.add(next);
                        session.renew();
                        continue;
                    }
                    run.progress("copying rows", done.addAndGet(chunk.weight() * PAGE), total, "bytes");
                }
            } finally {
                if (Thread.currentThread().isInterrupted()) {
                    open.clear();
                }
            }
            return copied;
        };
        try (var workers = Executors.newFixedThreadPool(jobs)) {
            List<Future<List<Copied>>> futures = IntStream.range(0, jobs)
                    .mapToObj(_ -> workers.submit(worker))
                    .toList();
            List<Copied> all = new ArrayList<>();
            try {
                for (Future<List<Copied>> future : futures) {
                    all.addAll(future.get());
                }
            } catch (ExecutionException e) {
                open.clear();
                throw failure(database, e.getCause());
            } catch (InterruptedException e) {
                open.clear();
                throw OperationFailed.interrupted(e);
            }
            all.addAll(one(database, snapshot, alone, run));
            return all;
        }
    }

    /** Chunks with rows so large that one of them at a time must do. */
    private List<Copied> one(Database database, SourceSnapshot snapshot, Queue<Chunk> chunks, OperationRun run)
            throws IOException {
        List<Copied> copied = new ArrayList<>();
        for (Chunk chunk : chunks) {
            run.stopIfCancelled();
            run.progress("copying the large rows of " + chunk.table().title(), 0, 0, "");
            try (var session = new WorkerSession(operated, database, snapshot)) {
                copied.add(session.retrying(connection -> copy.copy(connection, chunk)));
            } catch (OutOfMemoryError e) {
                throw RowLimit.ofThisHeap().doesNotFit(chunk.table().title(), e);
            } catch (SQLException e) {
                throw Operated.failure(database, Operated.BACKUP_ROLE, e);
            }
        }
        return copied;
    }

    private static RuntimeException failure(Database database, @Nullable Throwable cause) throws IOException {
        return switch (cause) {
            case SQLException sql -> Operated.failure(database, Operated.BACKUP_ROLE, sql);
            case IOException io -> throw io;
            case RuntimeException runtime -> runtime;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
