package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings everything up, builds the dataset, lets the sides work in turn, and compares. */
final class BackupBench {
    private static final int JOBS = 2;
    private static final double MEGABYTE = 1e6;
    private static final double MEBIBYTE = 1 << 20;
    private static final double HEAP_GOAL = 256;
    private static final String SMALL = "small_07";
    private static final int WARM = 200;
    /** What takes a tenth of a second is done this many times as often. */
    private static final int SMALL_ROUNDS = 10;

    private static final List<Only> BACKUPS = List.of(Only.GZIP, Only.ZSTD, Only.PGBACKREST);
    private static final List<Only> RESTORES = List.of(Only.RESTORE, Only.TABLE);

    private final Workbench workbench;
    private final Progress progress;
    private final Client client;

    BackupBench(Workbench workbench, Progress progress) {
        this.workbench = workbench;
        this.progress = progress;
        this.client = new Client(workbench.stack().operated());
    }

    /** Measures all comparisons, or one. */
    Result run(int rows, int rounds, @Nullable Only only) throws Exception {
        progress.say("starting PostgreSQL, Kafka, the registry");
        workbench.start();
        var dataset = new Dataset(workbench.stack().operated(), progress);
        dataset.make(rows);
        dataset.tenth(only == Only.MEMORY);
        progress.say("starting backup-service: " + String.join(" ", Workbench.TUNING.services()));
        long process = workbench.startBackupService();
        try (var service = new OurService(workbench);
                var memory = ServiceMemory.of(process)) {
            service.operate(workbench, client);
            if (only == Only.MEMORY) return new MemoryBench(progress, client).run(dataset, service, memory);
            OurBackup.take(service, "gzip:6", JOBS, List.of(SMALL)); // the JVM has seen the code once
            var pgBackRest = new FindPgBackRest(workbench.outputs().resolve("programs"));
            Optional<Path> program = wants(only, Only.PGBACKREST) ? pgBackRest.find() : Optional.empty();
            List<Comparison> comparisons = comparisons(service, program).stream()
                    .filter(each -> wants(only, each.name()))
                    .toList();
            for (Side side : sides(comparisons, List.of(Only.TABLE))) if (side instanceof OurRestore) warm(side);
            var meter = new Meter(client, workbench.outputs(), process, workbench.operatedProcess());
            var heats = new Heats(meter, progress);
            memory.reset();
            heats.run(sides(comparisons, BACKUPS), rounds);
            double backupHeap = memory.heapPeak() / MEBIBYTE;
            memory.reset();
            heats.run(sides(comparisons, List.of(Only.TABLE)), rounds * SMALL_ROUNDS);
            dataset.dropRestored();
            heats.run(sides(comparisons, List.of(Only.RESTORE)), rounds);
            double restoreHeap = memory.heapPeak() / MEBIBYTE;
            List<Row> found = new ArrayList<>();
            comparisons.forEach(each -> found.add(Row.compared(
                    each,
                    Measured.median(heats.of(each.ours()), each.figure()),
                    Measured.median(heats.of(each.peer()), each.figure()))));
            if (wants(only, Only.PGBACKREST) && program.isEmpty()) {
                found.add(Row.skipped(
                        "full backup zstd:3, jobs 2: time", "pgbackrest full zst:3", 0.75, pgBackRest.trouble()));
            }
            String resident = "process at most " + Math.round(memory.residentPeak() / MEBIBYTE) + " MiB";
            if (!sides(comparisons, BACKUPS).isEmpty())
                found.add(Row.limited("heap of the service, backups", "MiB", backupHeap, HEAP_GOAL, resident));
            if (!sides(comparisons, RESTORES).isEmpty())
                found.add(Row.limited("heap of the service, restores", "MiB", restoreHeap, HEAP_GOAL, resident));
            return new Result(
                    dataset.describe(),
                    client.settings(),
                    String.join(" ", Workbench.TUNING.services()) + ", "
                            + Runtime.getRuntime().availableProcessors() + " processors",
                    found,
                    heats.all());
        }
    }

    /** A restore of a tenth of a second is measured in a service that has done some, as one that has run for a while has. */
    private void warm(Side side) throws Exception {
        progress.say(side.name() + ", " + WARM + " times, not measured");
        for (int i = 0; i < WARM; i++) {
            side.prepare();
            side.act();
            side.clear();
        }
    }

    private static boolean wants(@Nullable Only only, Only name) {
        return only == null || only == name;
    }

    private List<Comparison> comparisons(OurService service, Optional<Path> pgBackRest) {
        Path dump = workbench.outputs().resolve("dump");
        Path kept = workbench.outputs().resolve("kept-dump");
        var gzip = new OurBackup(service, "gzip:6", JOBS);
        var zstd = new OurBackup(service, "zstd:3", JOBS);
        var pgDump = new PgDump(client, dump);
        List<Comparison> all = new ArrayList<>();
        all.add(new Comparison(Only.GZIP, "full backup gzip:6, jobs 2: time", "s", gzip, pgDump, Measured::wall, 0.45));
        all.add(new Comparison(
                Only.GZIP,
                "full backup gzip:6, jobs 2: size",
                "MB",
                gzip,
                pgDump,
                each -> each.bytes() / MEGABYTE,
                1.02));
        all.add(new Comparison(Only.ZSTD, "full backup zstd:3, jobs 2: time", "s", zstd, pgDump, Measured::wall, 0.25));
        pgBackRest.ifPresent(program -> all.add(new Comparison(
                Only.PGBACKREST,
                "full backup zstd:3, jobs 2: time",
                "s",
                zstd,
                new PgBackRest(new PgBackRestProgram(
                        client,
                        program,
                        workbench.operatedFiles(),
                        workbench.outputs().resolve("pgbackrest"))),
                Measured::wall,
                0.75)));
        all.add(new Comparison(
                Only.RESTORE,
                "restore with indexes, jobs 2: time",
                "s",
                new OurRestore(service, client, List.of()),
                new PgRestore(client, Restored.peer(client, false), kept, List.of("-j2")),
                Measured::wall,
                0.82));
        var table = new OurRestore(service, client, List.of("public." + SMALL));
        var peers = Restored.peer(client, true);
        all.add(new Comparison(
                Only.TABLE,
                "one small table of 20 restored: time",
                "s",
                table,
                new PgRestore(client, peers, kept, List.of("-t", SMALL)),
                Measured::wall,
                1.0));
        all.add(new Comparison(
                Only.TABLE,
                "the same, indexes by the peer too",
                "s",
                table,
                new PgRestoreWhole(client, peers, kept, SMALL),
                Measured::wall,
                1.0));
        return all;
    }

    /** Those who take part in these, each once. */
    private static List<Side> sides(List<Comparison> comparisons, List<Only> which) {
        var sides = new LinkedHashSet<Side>();
        for (Comparison each : comparisons) {
            if (!which.contains(each.name())) continue;
            sides.add(each.ours());
            sides.add(each.peer());
        }
        return List.copyOf(sides);
    }
}
