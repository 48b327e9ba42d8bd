package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Brings everything up, and measures what of the time machine is wanted. */
final class TimeMachineBench {
    private static final int JOBS = 2;
    private static final double MEGABYTE = 1e6;
    private static final int FEW_ROWS = 1_000;

    private final Workbench workbench;
    private final Progress progress;
    private final Sizes sizes;
    private final Client client;
    private final ChangedTables tables;
    private final List<Row> found = new ArrayList<>();

    TimeMachineBench(Workbench workbench, Progress progress, Sizes sizes) {
        this.workbench = workbench;
        this.progress = progress;
        this.sizes = sizes;
        this.client = new Client(workbench.stack().operated());
        this.tables = new ChangedTables(workbench.stack().operated(), sizes.changes());
    }

    /** Measures these. */
    Result run(List<Work> wanted) throws Exception {
        progress.say("starting PostgreSQL, Kafka, the registry");
        workbench.start();
        var dataset = new Dataset(workbench.stack().operated(), progress);
        dataset.make(wanted.contains(Work.TABLE) || wanted.contains(Work.INCREMENTAL) ? sizes.rows() : FEW_ROWS);
        dataset.tenth(false);
        tables.make();
        if (wanted.contains(Work.OVERHEAD)) OverheadContest.make(client, sizes);
        progress.say("starting backup-service: " + String.join(" ", Workbench.TUNING.services()));
        long process = workbench.startBackupService();
        try (var service = new OurService(workbench)) {
            service.operate(workbench, client);
            OurBackup.take(service, "gzip:6", JOBS, List.of(ChangedTables.TEN)); // the JVM has seen the code once
            var heats =
                    new Heats(new Meter(client, workbench.outputs(), process, workbench.operatedProcess()), progress);
            for (Work work : wanted) measure(work, service, heats);
            return new Result(
                    dataset.describe() + "; " + sizes.changes() + " changes",
                    client.settings(),
                    String.join(" ", Workbench.TUNING.services()) + ", "
                            + Runtime.getRuntime().availableProcessors() + " processors",
                    found,
                    heats.all());
        }
    }

    private void measure(Work work, OurService service, Heats heats) throws Exception {
        progress.say("measuring: " + work);
        switch (work) {
            case CAPTURE -> found.add(new CaptureContest(workbench, progress, client, service, tables).run(sizes));
            case OVERHEAD -> found.add(new OverheadContest(workbench, progress, client, service).run(sizes));
            case DELAY -> found.addAll(new DelayWatch(workbench, service, tables).run(sizes.seconds()));
            case HOT ->
                compare(
                        heats,
                        "point in time, many changes of 1,000 rows",
                        ours(service, ChangedTables.HOT, List.of(ChangedTables.HOT), tables::changeHot),
                        new PsqlReplay(client, workbench.outputs().resolve("hot.sql"), sizes.changes()),
                        1 / 20.0);
            case MANY ->
                compare(
                        heats,
                        "point in time, every row changed",
                        ours(service, ChangedTables.MANY, List.of(ChangedTables.MANY), tables::changeMany),
                        new CopyAndIndex(client, workbench.outputs().resolve("many.copy")),
                        3);
            case TABLE -> table(service, heats);
            case INCREMENTAL -> incremental(service, heats);
        }
    }

    private OurPointInTime ours(OurService service, String table, List<String> backedUp, OurPointInTime.Change change) {
        return new OurPointInTime(service, client, table, backedUp, change);
    }

    private void compare(Heats heats, String work, Side ours, Side peer, double goal) throws Exception {
        heats.run(List.of(ours, peer), sizes.rounds());
        found.add(row(heats, work + ": time", "s", Measured::wall, ours, peer, goal));
    }

    private static Row row(
            Heats heats,
            String work,
            String unit,
            ToDoubleFunction<Measured> figure,
            Side ours,
            Side peer,
            double goal) {
        return Row.ratio(
                work,
                unit,
                Measured.median(heats.of(ours), figure),
                Measured.median(heats.of(peer), figure),
                peer.name(),
                goal);
    }

    private void table(OurService service, Heats heats) throws Exception {
        String work = "one table of 10,000 rows to a point in time";
        var find = new FindPgBackRest(workbench.outputs().resolve("programs"));
        Optional<Path> program = find.find();
        if (program.isEmpty()) {
            found.add(Row.skipped(work, "pgbackrest restore, start, dump", 0.1, find.trouble()));
            return;
        }
        PgBackRestProgram pgBackRest = pgBackRest(program.get());
        compare(
                heats,
                work,
                ours(service, ChangedTables.TEN, List.of(), tables::changeTen),
                new PgBackRestTable(
                        client,
                        pgBackRest,
                        workbench.operatedFiles(),
                        workbench.outputs().resolve("elsewhere"),
                        ChangedTables.TEN),
                0.1);
        pgBackRest.forget();
    }

    private void incremental(OurService service, Heats heats) throws Exception {
        String work = "incremental after 1 % of rows changed";
        var find = new FindPgBackRest(workbench.outputs().resolve("programs"));
        Optional<Path> program = find.find();
        if (program.isEmpty()) {
            found.add(Row.skipped(work + ": time", "pgbackrest incr", 0.5, find.trouble()));
            found.add(Row.skipped(work + ": size", "pgbackrest incr", 1 / 20.0, find.trouble()));
            return;
        }
        PgBackRestProgram pgBackRest = pgBackRest(program.get());
        var ours = new OurIncremental(
                service, tables, workbench.backups(Dataset.DATABASE).resolveSibling("segments"));
        var peer = new PgBackRestIncremental(pgBackRest, tables);
        compare(heats, work, ours, peer, 0.5);
        found.add(row(heats, work + ": size", "MB", each -> each.bytes() / MEGABYTE, ours, peer, 1 / 20.0));
        pgBackRest.forget();
    }

    private PgBackRestProgram pgBackRest(Path program) {
        return new PgBackRestProgram(
                client, program, workbench.operatedFiles(), workbench.outputs().resolve("pgbackrest"));
    }
}
