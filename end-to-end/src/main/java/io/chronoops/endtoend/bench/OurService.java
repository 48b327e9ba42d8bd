package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.foreign.Publisher;
import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.place.Service;
import io.chronoops.endtoend.place.Workbench;
import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Succeeded;
import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** backup-service as others ask it: a command on Kafka, the event of its end from Kafka. */
final class OurService implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final double MILLIS = 1000;

    private final Service rest;
    private final Publisher publisher;
    private final Path files;

    OurService(Workbench workbench) {
        this.rest = workbench.backupService();
        this.publisher = new Publisher(
                workbench.stack().kafkaProperties("publisher"),
                workbench.stack().registryUrl());
        this.files = workbench.backups(Dataset.DATABASE);
    }

    /** Prepares the dataset's database as its owner would, and adds it. */
    void operate(Workbench workbench, Client client) throws Exception {
        Path script = workbench.outputs().resolve("prepare.sql");
        Folders.write(script, rest.text("/api/v1/prepare.sql"));
        client.run(
                List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", Dataset.DATABASE, "-f", script.toString()));
        var server = workbench.stack().operated();
        succeeded(command -> command.setAddDatabase(
                new AddDatabaseCommand(server.host(), server.port(), Dataset.DATABASE, "prefer")));
        String capture = "/api/v1/databases/" + Dataset.DATABASE + "/capture";
        if (!Patience.until(() -> capture().path("status").asString("").equals("streaming"), SOON)) {
            throw new IOException("changes are not captured: " + rest.get(capture));
        }
    }

    /** Where the capture stands, by the service's own book; a missing node where it does not answer yet. */
    JsonNode capture() {
        return rest.ask("/api/v1/databases/" + Dataset.DATABASE + "/capture").orElse(MissingNode.getInstance());
    }

    /** Takes an incremental backup: all that is committed now is sealed when it ends; its id. */
    Done incremental() throws IOException {
        return succeeded(command -> command.setBackup(
                BackupCommand.newBuilder().setType(BackupType.INCREMENTAL).build()));
    }

    /** When an operation ended, by the service's own book. */
    Instant endOf(Done done) {
        return Instant.parse(rest.get("/api/v1/operations/" + done.operation())
                .path("endedAt")
                .asString());
    }

    /** What came of a command, with the operation's id. */
    record Done(String operation, Succeeded succeeded) {}

    /** Publishes a command and waits for its success. */
    Done succeeded(Consumer<MaintenanceCommand.Builder> what) throws IOException {
        String operation = publisher.publish(Dataset.DATABASE, what);
        OperationEvent end = publisher.terminal(operation, LONGEST);
        Succeeded success = end.getSucceeded();
        if (success == null) throw new IOException("backup-service: " + end);
        return new Done(operation, success);
    }

    /** Seconds that the operation took by the service's own book. */
    double ownSeconds(Done done) {
        var operation = rest.get("/api/v1/operations/" + done.operation());
        return Duration.between(
                                Instant.parse(operation.path("startedAt").asString()),
                                Instant.parse(operation.path("endedAt").asString()))
                        .toMillis()
                / MILLIS;
    }

    /** The folder of one backup. */
    Path backup(String id) {
        return files.resolve(id);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
