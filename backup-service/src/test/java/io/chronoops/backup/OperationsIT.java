package io.chronoops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CleanupCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.stack.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of commands: each has one outcome, none stops the partition. */
class OperationsIT {
    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                "commands",
                "CREATE TABLE t (id int PRIMARY KEY, x text)",
                "INSERT INTO t SELECT i, 'x' FROM generate_series(1, 1000) i");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static MaintenanceCommand backup(BackupType type) {
        return Foreign.command(
                "commands",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    @Test
    void a_command_goes_from_accepted_through_started_and_progress_to_succeeded() throws Exception {
        MaintenanceCommand command = backup(BackupType.FULL);

        Foreign.publish(command);

        List<OperationEvent> events = Foreign.eventsOf(command.getId());
        assertThat(events.getFirst().getAccepted()).isNotNull();
        assertThat(events.get(1).getStarted()).isNotNull();
        assertThat(events).anyMatch(event -> event.getProgress() != null);
        assertThat(events.getLast().getSucceeded().getDetails()).containsEntry("rows", "1000");
    }

    @Test
    void a_command_delivered_twice_runs_once() throws Exception {
        MaintenanceCommand command = backup(BackupType.SCHEMA);

        Foreign.publish(command);
        Foreign.publish(command);
        Foreign.eventsOf(command.getId());
        Foreign.publish(command);

        List<OperationEvent> events = Foreign.allEventsOf(command.getId());
        assertThat(events).filteredOn(event -> event.getAccepted() != null).hasSize(1);
        assertThat(events).filteredOn(Foreign::isTerminal).hasSize(1);
    }

    @Test
    void bytes_that_are_no_command_are_rejected_and_kept_as_dead_letter_and_the_partition_goes_on() throws Exception {
        byte[] garbage = "no avro at all".getBytes(StandardCharsets.UTF_8);
        MaintenanceCommand after = Foreign.command("commands", command -> command.setCleanup(new CleanupCommand(true)));

        Foreign.publishBytes("publisher", "commands", garbage);
        Foreign.publish(after);

        assertThat(Foreign.eventsOf(after.getId()).getLast().getSucceeded()).isNotNull();
        // events of two operations may lie in two partitions: each is awaited for itself
        assertThat(Foreign.eventsUntil(event ->
                        event.getRejected() != null && event.getRejected().getReason() == Reason.MALFORMED))
                .isNotEmpty();
        Foreign.awaitDeadLetter(bytes -> Arrays.equals(bytes, garbage));
    }

    @Test
    void a_command_of_no_known_type_or_of_an_unknown_database_is_rejected_with_its_reason() throws Exception {
        MaintenanceCommand nothing = Foreign.command("commands", _ -> {});
        MaintenanceCommand nowhere =
                Foreign.command("no-such-database", command -> command.setCleanup(new CleanupCommand(false)));
        MaintenanceCommand wrong = Foreign.command(
                "commands",
                command -> command.setBackup(BackupCommand.newBuilder()
                        .setType(BackupType.FULL)
                        .setCodec("lzma:3")
                        .build()));

        Foreign.publish(nothing);
        Foreign.publish(nowhere);
        Foreign.publish(wrong);

        assertThat(rejection(nothing)).isEqualTo(Reason.UNKNOWN_TYPE);
        assertThat(rejection(nowhere)).isEqualTo(Reason.UNKNOWN_DATABASE);
        assertThat(rejection(wrong)).isEqualTo(Reason.INVALID);
    }

    private static Reason rejection(MaintenanceCommand command) {
        return Foreign.eventsOf(command.getId()).getLast().getRejected().getReason();
    }

    @Test
    void a_principal_without_the_right_to_publish_is_stopped_by_the_broker() {
        assertThatThrownBy(() -> Foreign.publishBytes("alert-router", "commands", new byte[] {1}))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void rest_takes_a_command_from_an_operator_and_refuses_a_viewer_and_nonsense() throws Exception {
        assertThat(post("operator", "{\"database\":\"commands\",\"cleanup\":{\"dryRun\":true}}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("viewer", "{\"database\":\"commands\",\"cleanup\":{}}").statusCode())
                .isEqualTo(403);
        HttpResponse<String> nonsense = post("operator", "{\"database\":\"commands\",\"cleanup\":{\"dryrun\":true}}");
        assertThat(nonsense.statusCode()).isEqualTo(400);
        assertThat(nonsense.body()).contains("cleanup.dryrun is not a field of CleanupCommand");
    }

    private static HttpResponse<String> post(String role, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/api/v1/commands"))
                            .header("Authorization", "Bearer " + Stack.shared().token(role))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
