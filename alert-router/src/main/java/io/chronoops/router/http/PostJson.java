package io.chronoops.router.http;

import io.chronoops.router.delivery.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Posts JSON and reads the answer as every receiver means it: 2xx taken; 429, 5xx and silence later; the rest refused. */
public final class PostJson {
    private static final int SHOWN = 500;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    private final HttpClient client;
    private final Duration timeout;

    /** Waits this long for a connection, and for an answer. */
    public PostJson(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** What came of posting this body. */
    public Answer post(URI to, String json) {
        var request = HttpRequest.newBuilder(to)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "chronoops-alert-router")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return answer(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Answer.Later(
                    "no answer from " + to.getHost() + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    Optional.empty(),
                    true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Later("interrupted", Optional.empty(), true);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        String body = response.body();
        String text = status + " " + (body.length() > SHOWN ? body.substring(0, SHOWN) : body);
        if (status / 100 == 2) {
            return new Answer.Taken(text);
        }
        if (status == TOO_MANY) {
            return new Answer.Later(text, retryAfter(response), true);
        }
        if (status / 100 == 5 || status == REQUEST_TIMEOUT) {
            return new Answer.Later(text, retryAfter(response), false);
        }
        return new Answer.Refused(text);
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
