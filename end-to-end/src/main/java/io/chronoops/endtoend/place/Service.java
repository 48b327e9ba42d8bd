package io.chronoops.endtoend.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of our services, as an operator's tools reach it: REST with a token. */
public final class Service {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int FIRST_BAD = 300;

    private final String url;
    private final String token;

    Service(String url, String token) {
        this.url = url;
        this.token = token;
    }

    public String url() {
        return url;
    }

    /** What is at this path, as JSON. */
    public JsonNode get(String path) {
        return JSON.readTree(text(path));
    }

    /** What is at this path now; none where the service does not say, or not yet. */
    public Optional<JsonNode> ask(String path) {
        try {
            return Optional.of(get(path));
        } catch (IllegalStateException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** What is at this path. */
    public String text(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    /** Posts JSON; the answer, a missing node where there is none. */
    public JsonNode post(String path, String body) {
        String answer = send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        return answer.isBlank() ? JSON.missingNode() : JSON.readTree(answer);
    }

    private String send(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(
                    request.uri(URI.create(url + path))
                            .timeout(LONGEST)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_BAD) {
                throw new IllegalStateException(
                        url + path + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(url + path + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
