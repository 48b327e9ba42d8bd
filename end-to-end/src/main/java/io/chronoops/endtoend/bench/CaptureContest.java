package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Workbench;
import io.chronoops.stack.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How fast a backlog in the slot becomes a sealed archive, against Debezium alone on the same backlog through a slot of its
 * own: from the first change to the last one sealed, and to the last one delivered.
 */
final class CaptureContest {
    private static final String SLOT = "bench_bare";
    private static final String PUBLICATION = "chronoops";
    private static final double MILLIS = 1000;

    private final Workbench workbench;
    private final Progress progress;
    private final Client client;
    private final OurService service;
    private final ChangedTables tables;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> bare = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> bareCpu = new ArrayList<>();

    CaptureContest(Workbench workbench, Progress progress, Client client, OurService service, ChangedTables tables) {
        this.workbench = workbench;
        this.progress = progress;
        this.client = client;
        this.service = service;
        this.tables = tables;
    }

    Row run(Sizes sizes) throws Exception {
        Part part = workbench.stack().service("backup-service");
        Path jar = jar(part);
        for (int round = 1; round <= sizes.rounds(); round++) {
            service.incremental();
            part.stop();
            client.executeIn(Dataset.DATABASE, "SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
            tables.changeNarrow();
            client.execute("CHECKPOINT");
            if (round % 2 == 1) ours(part, sizes.changes());
            bare(jar, sizes.changes());
            if (round % 2 == 0) ours(part, sizes.changes());
            client.execute("SELECT pg_drop_replication_slot('" + SLOT + "')");
            if (!part.isRunning()) part.start();
        }
        return Row.rate(
                "capture to sealed archive, narrow rows",
                "events/s",
                median(ours),
                median(bare),
                "Debezium alone",
                0.7,
                String.format(
                        Locale.ROOT,
                        "processor an event: service %.0f µs, Debezium alone %.0f µs, starts included",
                        median(cpu),
                        median(bareCpu)));
    }

    private void ours(Part part, int changes) throws IOException {
        try (var log = new ChangeLog(workbench.stack())) {
            log.seekToEnd();
            part.start();
            var done = service.incremental();
            Instant first = log.firstAfterOpening();
            double seconds = Duration.between(first, service.endOf(done)).toMillis() / MILLIS;
            double used = ProcessorTime.of(part.pid().orElseThrow());
            ours.add(changes / seconds);
            cpu.add(used / changes * 1e6);
            progress.say(String.format(
                    Locale.ROOT, "capture: %,.0f events/s, %.1f s of processor", changes / seconds, used));
        }
    }

    private void bare(Path jar, int changes) throws IOException, SQLException {
        var server = workbench.stack().operated();
        String own = Path.of(BareEngine.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        double before = ProcessorTime.ofEndedChildren();
        String said = client.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-Xss512k",
                "-cp",
                own + ":" + jar.resolveSibling("lib") + "/*",
                BareEngine.class.getName(),
                server.host(),
                Integer.toString(server.port()),
                Dataset.DATABASE,
                server.superuser(),
                SLOT,
                PUBLICATION,
                Integer.toString(changes)));
        double used = ProcessorTime.ofEndedChildren() - before;
        bareCpu.add(used / changes * 1e6);
        double seconds = Double.parseDouble(said.strip().lines().toList().getLast());
        bare.add(changes / seconds);
        progress.say(String.format(
                Locale.ROOT, "Debezium alone: %,.0f events/s, %.1f s of processor", changes / seconds, used));
    }

    private static Path jar(Part part) {
        String[] arguments = ProcessHandle.of(part.pid().orElseThrow())
                .flatMap(process -> process.info().arguments())
                .orElseThrow();
        return Path.of(arguments[Arrays.asList(arguments).indexOf("-jar") + 1]);
    }

    private static double median(List<Double> figures) {
        return Measured.median(figures);
    }
}
