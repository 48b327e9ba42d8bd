package io.chronoops.router;

import io.chronoops.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The router's REST as an operator calls it. */
final class Rest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String operator;
    private final String viewer;

    Rest(Stack stack, int port) {
        this.base = "http://127.0.0.1:" + port;
        this.operator = stack.token("operator");
        this.viewer = stack.token("viewer");
    }

    /** An answer: its status and its body. */
    record Reply(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    Reply get(String path) {
        return send(request(path, viewer).GET().build());
    }

    Reply post(String path, String json) {
        return post(path, json, operator);
    }

    Reply postAsViewer(String path) {
        return post(path, "{}", viewer);
    }

    private Reply post(String path, String json, String token) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Whether the service is healthy. */
    boolean isUp() {
        return get("/actuator/health").status() == 200;
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException _) {
            return new Reply(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(0, "");
        }
    }
}
