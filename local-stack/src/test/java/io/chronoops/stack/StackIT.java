package io.chronoops.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.Identity;
import io.chronoops.topics.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class StackIT {
    private static final String DATABASE = "chrono_scraper";

    private static final Stack STACK = new Stack(StackOptions.forTest(TemporaryStacks.folder()));
    private final Commands commands = new Commands(STACK);

    @BeforeAll
    static void up() {
        STACK.start(Progress.SILENT);
        STACK.operated().createDatabase(DATABASE);
    }

    @AfterAll
    static void down() {
        STACK.close();
        Folders.delete(STACK.data());
    }

    @Test
    @Order(1)
    void a_foreign_service_publishes_a_command_and_its_schema_is_found_by_the_id_in_the_payload() throws Exception {
        var command = Commands.verify();

        commands.publish("publisher", Topics.COMMANDS, command);

        assertThat(commands.ids()).contains(command.getId());
        assertThat(get("/apis/ccompat/v7/schemas/ids/" + commands.schemaIds().getFirst()))
                .contains("MaintenanceCommand");
    }

    @Test
    @Order(1)
    void the_broker_refuses_a_principal_what_the_table_does_not_grant() {
        assertThatThrownBy(() -> commands.publish("publisher", Topics.EVENTS, Commands.verify()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    @Order(1)
    void the_broker_refuses_a_wrong_password() {
        var login = new HashMap<>(STACK.kafkaProperties("publisher"));
        login.compute(
                "sasl.jaas.config", (_, text) -> String.valueOf(text).replaceFirst("password=\"", "password=\"x"));

        assertThatThrownBy(() -> commands.publish(login, Topics.COMMANDS, Commands.verify()))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    @Order(1)
    void each_role_of_the_operated_server_may_what_the_specification_says() throws SQLException {
        sql("chrono_scraper", "CREATE TABLE pages (id int PRIMARY KEY)");

        sql("backup_user", "SELECT count(*) FROM pages");
        sql("readonly_user", "SELECT count(*) FROM pages");
        assertThatThrownBy(() -> sql("monitoring_user", "SELECT count(*) FROM pages"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql("readonly_user", "DELETE FROM pages")).hasMessageContaining("permission denied");
    }

    @Test
    @Order(1)
    void a_service_owns_its_schema_of_the_control_database_and_sees_no_other() throws SQLException {
        String url = STACK.control().jdbcUrl("chronoops");
        try (Connection backup = DriverManager.getConnection(
                        url, "backup_service", STACK.control().password("backup_service"));
                Statement statement = backup.createStatement()) {
            statement.execute("CREATE TABLE jobs (id int)");

            assertThatThrownBy(() -> statement.execute("CREATE TABLE migration.jobs (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    @Order(2)
    void data_survives_down_and_up_and_down_leaves_no_process() throws Exception {
        var command = Commands.verify();
        commands.publish("publisher", Topics.COMMANDS, command);
        sql("chrono_scraper", "CREATE TABLE survives (id int)");

        STACK.close();

        assertThat(processesOfTheStack()).isEmpty();
        STACK.start(Progress.SILENT);
        sql("chrono_scraper", "SELECT id FROM survives");
        assertThat(commands.ids()).contains(command.getId());
    }

    @Test
    @Order(3)
    void each_part_comes_back_after_kill_9_with_what_it_had() throws Exception {
        var command = Commands.verify();
        commands.publish("publisher", Topics.COMMANDS, command);
        sql("chrono_scraper", "CREATE TABLE after_kill (id int)");

        for (Part part : infrastructure()) part.kill();
        assertThat(processesOfTheStack()).isEmpty();
        STACK.start(Progress.SILENT);

        sql("chrono_scraper", "SELECT id FROM after_kill");
        assertThat(commands.ids()).contains(command.getId());
        commands.publish("publisher", Topics.COMMANDS, Commands.verify());
    }

    @Test
    @Order(4)
    void a_half_dead_stack_is_cleaned_up_and_a_stranger_with_a_noted_pid_is_left_alone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "300").start();
        List<Part> parts = infrastructure();
        parts.getFirst().kill();
        long forgotten = STACK.registry().pid().orElseThrow();
        Files.delete(STACK.data().resolve("parts/registry"));
        Files.writeString(STACK.data().resolve("parts/operated"), stranger.pid() + " another/1");
        Path pidFile = STACK.data().resolve("operated/data/postmaster.pid");
        Files.writeString(pidFile, stranger.pid() + "\n");

        STACK.start(Progress.SILENT);

        assertThat(stranger.isAlive()).isTrue();
        assertThat(STACK.registry().pid().orElseThrow()).isNotEqualTo(forgotten);
        assertThat(infrastructure()).allMatch(Part::isReady);
        stranger.destroyForcibly();
    }

    private static List<Part> infrastructure() {
        return STACK.parts().subList(0, 4);
    }

    private static List<Long> processesOfTheStack() {
        String folder = STACK.data().toString();
        Predicate<ProcessHandle> ours =
                process -> process.info().commandLine().orElse("").contains(folder);
        return ProcessHandle.allProcesses()
                .filter(ours)
                .filter(process ->
                        Identity.of(process.pid()).flatMap(Identity::running).isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void sql(String role, String text) throws SQLException {
        Postgres operated = STACK.operated();
        try (Connection connection =
                        DriverManager.getConnection(operated.jdbcUrl(DATABASE), role, operated.password(role));
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static String get(String path) throws Exception {
        URI uri = URI.create(STACK.registryUrl()).resolve(path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
