package io.chronoops.endtoend.faults;

import io.chronoops.endtoend.foreign.Publisher;
import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.place.Service;
import io.chronoops.endtoend.place.Workbench;
import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.stack.process.Folders;
import io.chronoops.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Brings everything up, writes, hits, lets it come to rest, and compares. */
final class TimeMachineFaults {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration WARM = Duration.ofSeconds(3);
    private static final Duration BEHIND = Duration.ofSeconds(10);
    private static final double NANOS = 1e9;

    private final Workbench workbench;
    private final PrintWriter out;
    private final Operated operated;
    private final long began = System.nanoTime();

    TimeMachineFaults(Workbench workbench, PrintWriter out) {
        this.workbench = workbench;
        this.out = out;
        this.operated = new Operated(workbench.stack().operated());
    }

    Compared run(List<Hits> all, long seed) throws Exception {
        say("starting PostgreSQL, Kafka, the registry, backup-service");
        Folders.write(
                Folders.make(workbench.stack().data().resolve("services/backup-service/config"))
                        .resolve("application.properties"),
                "chronoops.archive.seal-after=2s\n");
        workbench.start();
        Fault.start(Target.SERVICE.of(workbench.stack()));
        operated.make();
        var truth = new Truth(operated);
        truth.begin();
        operate();
        try (var load = new Load(operated, seed)) {
            Thread.sleep(WARM);
            var random = new Random(seed);
            for (Hits hits : all) hit(hits, random, load);
            say(load.committed() + " commits answered; the load ends");
        }
        seal();
        say("comparing with the truth");
        return Compared.of(
                truth.transactions(),
                new Archive(workbench.stack().data().resolve("repository"), Operated.DATABASE).content());
    }

    private void hit(Hits hits, Random random, Load load) throws Exception {
        switch (hits) {
            case Hits.Rounds(int number) -> {
                for (int round = 1; round <= number; round++) {
                    Fault fault = Fault.any(random);
                    fault.strike(fault.target().of(workbench.stack()));
                    say("round " + round + ": " + fault + "; " + load.committed() + " commits");
                }
            }
            case Hits.LogDeleted() -> {
                try (var admin = Admin.create(workbench.stack().kafkaProperties("admin"))) {
                    admin.deleteTopics(List.of(Topics.cdc(Operated.DATABASE)))
                            .all()
                            .get();
                }
                say("the topic of the change log is deleted; " + load.committed() + " commits");
                caughtUp();
            }
            case Hits.Outage(Target part, Duration time) -> {
                say(part + " is away for " + time);
                var stopped = new Fault(part, false, Duration.ZERO, time);
                stopped.strike(part.of(workbench.stack()));
                say(part + " is back; " + load.committed() + " commits, " + retained()
                        + " MB of WAL kept for the slot");
                caughtUp();
            }
        }
    }

    private void caughtUp() throws Exception {
        long back = System.nanoTime();
        await("the archive to catch up", () -> behind() < BEHIND.toMillis());
        say(String.format(
                Locale.ROOT,
                "newest sealed commit younger than %d s again, after %.1f s",
                BEHIND.toSeconds(),
                (System.nanoTime() - back) / NANOS));
    }

    private long behind() {
        String at = rest().ask("/api/v1/databases/" + Operated.DATABASE + "/capture")
                .map(each -> each.path("sealedCommitAt").asString(""))
                .orElse("");
        return at.isEmpty()
                ? Long.MAX_VALUE
                : Duration.between(Instant.parse(at), Instant.now()).toMillis();
    }

    private long retained() throws SQLException {
        try (Connection connection = operated.superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint / 1000000"
                                + " FROM pg_replication_slots WHERE slot_name = 'chronoops_faults'")) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private Service rest() {
        return workbench.backupService();
    }

    /** Prepares the database as its owner would, and adds it. */
    private void operate() throws Exception {
        try (Connection connection = operated.superuser();
                var statement = connection.createStatement()) {
            statement.execute(rest().text("/api/v1/prepare.sql"));
        }
        var server = workbench.stack().operated();
        succeeded(command -> command.setAddDatabase(
                new AddDatabaseCommand(server.host(), server.port(), Operated.DATABASE, "prefer")));
        await("the capture to stream", this::streams);
        succeeded(command -> command.setBackup(
                BackupCommand.newBuilder().setType(BackupType.FULL).build()));
    }

    /** All that is committed is in the archive when this returns. */
    private void seal() throws Exception {
        await("the capture to stream", this::streams);
        caughtUp();
        say("sealing the rest");
        succeeded(command -> command.setBackup(
                BackupCommand.newBuilder().setType(BackupType.INCREMENTAL).build()));
    }

    private boolean streams() {
        return rest().ask("/api/v1/databases/" + Operated.DATABASE + "/capture")
                .map(capture -> capture.path("status").asString("").equals("streaming"))
                .orElse(false);
    }

    private void succeeded(Consumer<MaintenanceCommand.Builder> what) throws IOException {
        try (var publisher = new Publisher(
                workbench.stack().kafkaProperties("publisher"),
                workbench.stack().registryUrl())) {
            OperationEvent end = publisher.terminal(publisher.publish(Operated.DATABASE, what), SOON.multipliedBy(3));
            if (end.getSucceeded() == null) throw new IOException("backup-service: " + end);
        }
    }

    private static void await(String what, Callable<Boolean> holds) throws Exception {
        if (!Patience.until(holds, SOON.multipliedBy(5))) throw new IOException("waited in vain for " + what);
    }

    private void say(String what) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - began) / NANOS, what);
        out.flush();
    }
}
