package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.stack.kafka.Principals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that docker-compose.yml names exists and agrees with what it belongs to. */
class ComposeTest {
    static List<String> services() {
        return Principals.SERVICES;
    }

    @TempDir
    static Path checkout;

    private final ComposeFile compose = ComposeFile.read();

    @BeforeAll
    static void generate() {
        ComposedCheckout.make(checkout);
    }

    @Test
    void every_variable_is_generated_and_has_a_value() throws IOException {
        var generated = Files.readAllLines(checkout.resolve(".env"));
        assertThat(compose.variables()).isNotEmpty().allSatisfy(variable -> assertThat(generated)
                .anyMatch(line -> line.startsWith(variable + "=") && line.length() > variable.length() + 1));
    }

    @Test
    void every_host_path_exists_once_the_secrets_are_generated() {
        assertThat(compose.hostPaths()).isNotEmpty().allSatisfy(path -> assertThat(checkout.resolve(path))
                .exists());
    }

    @Test
    void secrets_are_their_owners_alone_and_git_never_sees_them() throws IOException {
        try (var files = Files.walk(checkout.resolve("secrets"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(checkout.resolve(".env"))))
                .isEqualTo("rw-------");
        assertThat(checkout.resolve("secrets/.gitignore")).hasContent("*");
        assertThat(Written.text(".gitignore").lines()).contains(".env", ".chronoops/");
        assertThat(Written.text(".dockerignore").lines()).contains(".env", ".chronoops", "secrets");
    }

    @Test
    void generating_again_changes_no_secret() throws IOException {
        String before = Files.readString(checkout.resolve(".env"));
        String password = Files.readString(checkout.resolve("secrets/operated/admin_user"));
        ComposedCheckout.generate(checkout);
        assertThat(checkout.resolve(".env")).hasContent(before);
        assertThat(checkout.resolve("secrets/operated/admin_user")).hasContent(password);
    }

    @Test
    void all_listens_on_loopback_on_a_port_of_its_own() {
        var ports = compose.services().stream().flatMap(compose::ports).toList();
        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(ports).extracting(port -> port.split(":", -1)[1]).doesNotHaveDuplicates();
    }

    @Test
    void every_image_is_pinned_and_whatever_runs_on_is_health_checked() {
        assertThat(compose.services()).allSatisfy(name -> {
            assertThat(compose.service(name).get("image").asString())
                    .matches("[a-z/-]+:v?\\d+\\.\\d+.*")
                    .doesNotContain("latest");
            boolean once = compose.service(name).get("restart").asString().equals("no");
            boolean own = compose.service(name).has("build"); // its image has the check
            assertThat(once || own || compose.service(name).has("healthcheck"))
                    .as(name)
                    .isTrue();
        });
        String dockerfile = Written.text("Dockerfile");
        assertThat(dockerfile).contains("HEALTHCHECK", "\nUSER 10001");
        assertThat(dockerfile.lines().filter(line -> line.startsWith("FROM")))
                .hasSize(2)
                .allMatch(line -> line.matches("FROM eclipse-temurin:25\\.\\d+\\.\\d+_\\d+-\\S+( AS build)?"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void out_of_memory_ends_a_service_but_not_the_one_that_can_fail_the_operation_alone(String name, @TempDir Path app)
            throws IOException {
        String dockerfile = Written.text("Dockerfile");
        String writes = dockerfile
                .lines()
                .dropWhile(line -> !line.startsWith("RUN if [ \"$MODULE\" = backup-service ]; then sign="))
                .takeWhile(line -> !line.startsWith("USER"))
                .collect(Collectors.joining("\n"))
                .replaceFirst("RUN ", "")
                .replace("/app/", app + "/");

        Command written = Command.run(app, Map.of("MODULE", name), List.of("sh", "-c", writes));

        assertThat(written.exit()).as(written.said()).isZero();
        assertThat(dockerfile).contains("ENTRYPOINT [\"java\", \"@/app/java.options\", \"-jar\"");
        List<String> options = Files.readAllLines(app.resolve("java.options"));
        assertThat(options)
                .contains("-XX:" + (name.equals("backup-service") ? "-" : "+") + "ExitOnOutOfMemoryError")
                .allMatch(option -> option.startsWith("-"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_listens_where_its_configuration_says_and_logs_in_as_itself(String name) {
        var service = compose.service(name);
        int port = Written.yaml(name + "/src/main/resources/application.yaml")
                .at("/server/port")
                .asInt();
        assertThat(service.at("/environment/SERVER_PORT").asInt()).isEqualTo(port);
        assertThat(compose.ports(name)).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(service.at("/build/args/MODULE").asString()).isEqualTo(name);
        assertThat(Written.path(name + "/pom.xml")).isRegularFile();
        assertThat(checkout.resolve("secrets/" + name + "/config/spring.kafka.properties.sasl.jaas.config"))
                .content()
                .contains("username=\"" + name + "\"");
    }

    @ParameterizedTest
    @MethodSource("services")
    void prometheus_scrapes_a_service_where_it_listens(String name) {
        var job = Written.yaml("monitoring/prometheus/prometheus.yml")
                .get("scrape_configs")
                .valueStream()
                .filter(each -> each.get("job_name").asString().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(job.at("/static_configs/0/targets/0").asString())
                .isEqualTo(name + ":"
                        + compose.service(name).at("/environment/SERVER_PORT").asInt());
        String token = job.at("/authorization/credentials_file").asString();
        assertThat(checkout.resolve(token.replace("/run/chronoops/secrets", "secrets/prometheus")))
                .isRegularFile();
    }
}
