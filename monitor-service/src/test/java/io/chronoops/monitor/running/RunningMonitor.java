package io.chronoops.monitor.running;

import io.chronoops.monitor.MonitorApplication;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole monitor in this JVM, quick: intervals of a second or less. */
public final class RunningMonitor implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> QUICK = List.of(
            "--chronoops.monitor.interval=500ms",
            "--chronoops.monitor.intervals.size=500ms",
            "--chronoops.monitor.host-name=test",
            "--chronoops.monitoring.sight.blind-after=1s",
            "--chronoops.monitoring.rules.connections.hold=1s",
            "--chronoops.monitoring.rules.connections.clear-after=1s",
            "--chronoops.monitoring.rules.database-down.hold=1s",
            "--chronoops.monitoring.rules.database-down.clear-after=1s",
            "--chronoops.analytics.look=1s");

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningMonitor(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it. */
    public static RunningMonitor start() {
        return new RunningMonitor(new SpringApplicationBuilder(MonitorApplication.class).run(arguments()));
    }

    /** Its arguments at the shared stack. */
    public static String[] arguments() {
        var arguments = new ArrayList<>(QUICK);
        Collections.addAll(arguments, Stack.shared().serviceArguments("monitor-service", 0));
        return arguments.toArray(String[]::new);
    }

    /** What a GET answers; any status. */
    public Answer get(String path, String role) throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!role.isEmpty()) {
            request.header("Authorization", "Bearer " + Stack.shared().token(role));
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    /** The JSON that a viewer gets. */
    public JsonNode json(String path) throws IOException, InterruptedException {
        Answer answer = get(path, "viewer");
        if (answer.status() != 200) {
            throw new IOException(path + " answered " + answer);
        }
        return JSON.readTree(answer.body());
    }

    /** A status and a body. */
    public record Answer(int status, String body) {}

    @Override
    public void close() {
        context.close();
    }
}
