package io.chronoops.migration.support;

import io.chronoops.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** migration-service in a JVM of its own, which may be told to die at a point. */
public final class ServiceProcess implements AutoCloseable {
    private static final String NAME = "migration-service";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it is healthy. */
    public static ServiceProcess start(String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add("io.chronoops.migration.MigrationApplication");
        command.addAll(List.of(Stack.shared().serviceArguments(NAME)));
        command.add("--chronoops.migration.backup-max-age=1h");
        Path log = Files.createDirectories(Path.of("target")).resolve("migration-service.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .failFast("the service died: see " + log.toAbsolutePath(), () -> !process.isAlive())
                .until(() -> get("/actuator/health", "viewer").statusCode() == 200);
        return new ServiceProcess(process);
    }

    /** Its exit code, once it has died. */
    public int awaitDeath() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("the service still lives");
        }
        return process.exitValue();
    }

    /** What a GET answers. */
    public static HttpResponse<String> get(String path, String role) throws IOException, InterruptedException {
        return HTTP.send(request(path, role).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a GET answers, as JSON. */
    public static JsonNode json(String path) {
        try {
            return JSON.readTree(get(path, "viewer").body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a command; its operation's id. */
    public static String command(String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                request("/api/v1/commands", "operator")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("operationId").asString();
    }

    /** An operation once it has ended. */
    public static JsonNode ended(String operation) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> json("/api/v1/operations/" + operation), view -> view.hasNonNull("endedAt"));
    }

    private static HttpRequest.Builder request(String path, String role) {
        Stack stack = Stack.shared();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stack.servicePort(NAME) + path))
                .header("Authorization", "Bearer " + stack.token(role));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
