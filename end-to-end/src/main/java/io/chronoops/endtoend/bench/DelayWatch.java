package io.chronoops.endtoend.bench;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.endtoend.place.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long after their commit changes are in Kafka, and durable in the repository, while somebody writes a thousand a second. */
final class DelayWatch {
    private static final int A_SECOND = 100;
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1) / A_SECOND;
    private static final double NANOS = 1e9;

    private final Workbench workbench;
    private final OurService service;
    private final ChangedTables tables;
    private final List<Double> toKafka = new ArrayList<>();
    private final List<Double> toArchive = new ArrayList<>();
    private final Deque<Instant> open = new ArrayDeque<>();

    DelayWatch(Workbench workbench, OurService service, ChangedTables tables) {
        this.workbench = workbench;
        this.service = service;
        this.tables = tables;
    }

    List<Row> run(int seconds) throws Exception {
        service.incremental(); // what waits is done
        try (var writer = Executors.newSingleThreadExecutor();
                var log = new ChangeLog(workbench.stack())) {
            log.seekToEnd();
            Future<?> written = writer.submit(() -> {
                write(seconds);
                return null;
            });
            while (!written.isDone() || !open.isEmpty()) {
                log.poll(this::arrived);
                String archived = service.capture().path("archivedCommitAt").asString("");
                if (!archived.isEmpty()) archived(Instant.parse(archived), Instant.now());
                if (written.isDone() && toKafka.isEmpty()) break;
            }
            written.get();
        }
        String how = "durable in the segment under way";
        return List.of(
                Row.limited("commit → Kafka, 1,000 changes/s: p99", "s", quantile(toKafka, 0.99), 0.5, note(toKafka)),
                Row.limited("commit → archived, 1,000 changes/s: p50", "s", quantile(toArchive, 0.5), 1, how),
                Row.limited("commit → archived: worst", "s", quantile(toArchive, 1), 15, how));
    }

    private static String note(List<Double> delays) {
        return String.format(
                java.util.Locale.ROOT, "p50 %.3f s of %d transactions", quantile(delays, 0.5), delays.size());
    }

    private void arrived(ChangeEvent event, Instant at) {
        if (event.getEnd() == null || event.getEnd().getChanges() < 2) return; // a heartbeat
        Instant commit = event.getEnd().getCommitAt();
        toKafka.add(Duration.between(commit, at).toNanos() / NANOS);
        open.add(commit);
    }

    private void archived(Instant upTo, Instant at) {
        while (!open.isEmpty() && !open.peek().isAfter(upTo)) {
            toArchive.add(Duration.between(open.remove(), at).toNanos() / NANOS);
        }
    }

    private void write(int seconds) throws SQLException {
        try (Connection owner = tables.open();
                var update = owner.prepareStatement("UPDATE narrow SET n = n + 1 WHERE id BETWEEN ? AND ? + 9")) {
            long next = System.nanoTime();
            for (int i = 0; i < seconds * A_SECOND; i++) {
                int first = 1 + i % A_SECOND * 10;
                update.setInt(1, first);
                update.setInt(2, first);
                update.executeUpdate();
                next += PERIOD;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static double quantile(List<Double> figures, double part) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
