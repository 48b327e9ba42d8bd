package io.chronoops.endtoend.seen;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls with a bearer token, or an empty one. */
record Http(String base, String token) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** An answer, whatever it says; no answer is status 0. */
    record Answer(int status, String body) {
        String mustBe(int expected) {
            if (status != expected) throw new AssertionError(status + " " + body);
            return body;
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    Answer post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private Answer send(HttpRequest.Builder request) {
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        try {
            var answer =
                    CLIENT.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
