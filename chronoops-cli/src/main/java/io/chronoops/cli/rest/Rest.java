package io.chronoops.cli.rest;

import io.chronoops.cli.context.Context;
import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Calls one service. A refusal or a missing connection is a {@link Trouble}. */
public final class Rest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(1);

    private final HttpClient client;
    private final Context context;
    private final Service service;
    private final URI url;

    /** Calls this service of the context. */
    public Rest(HttpClient client, Context context, Service service) {
        this.client = client;
        this.context = context;
        this.service = service;
        this.url = context.url(service.key())
                .orElseThrow(() -> Trouble.unreachable(
                        "the context \"" + context.name() + "\" does not say where " + service.title() + " is",
                        "add the url of " + service.key() + " to its urls"));
    }

    /** The document there. */
    public JsonNode get(Address address) {
        return good(send(request(address).GET())).json();
    }

    /** The document there; none where the service does not know it. */
    public Optional<JsonNode> find(Address address) {
        Answer answer = send(request(address).GET());
        return answer.isMissing() ? Optional.empty() : Optional.of(good(answer).json());
    }

    /** The plain text there. */
    public String text(Address address) {
        return good(send(request(address).GET())).body();
    }

    /** The document there, which the service has to search for: it may take long. */
    public JsonNode search(Address address) {
        return good(send(request(address).timeout(LONG).GET())).json();
    }

    /** The plain text there, which the service has to work out: it may take long. */
    public String workedOut(Address address) {
        return good(send(request(address).timeout(LONG).GET())).body();
    }

    /** Writes the text there as it comes, however much it is. */
    public void copy(Address address, Writer out) {
        HttpRequest ready = request(address).timeout(LONG).GET().build();
        HttpResponse<InputStream> response = call(ready, BodyHandlers.ofInputStream());
        try (Reader text = new InputStreamReader(response.body(), StandardCharsets.UTF_8)) {
            if (response.statusCode() / 100 != 2) {
                var refusal = new StringWriter();
                text.transferTo(refusal);
                throw new Answer(service, ready.uri(), response.statusCode(), refusal.toString()).trouble();
            }
            text.transferTo(out);
            out.flush();
        } catch (IOException e) {
            throw Trouble.failed(
                    service.title() + " broke off before the end: " + e.getMessage(),
                    "what was written is not whole; its log tells why");
        }
    }

    /** Hands a value over and gives what comes back. */
    public JsonNode post(Address address, Object value) {
        var body = BodyPublishers.ofString(Json.text(Json.tree(value)));
        return good(send(request(address)
                        .header("Content-Type", "application/json")
                        .POST(body)))
                .json();
    }

    private HttpRequest.Builder request(Address address) {
        return HttpRequest.newBuilder(URI.create(url + address.toString()))
                .timeout(PATIENCE)
                .header("Accept", "application/json, text/plain, */*")
                .header("Authorization", "Bearer " + context.token());
    }

    private static Answer good(Answer answer) {
        if (!answer.isGood()) {
            throw answer.trouble();
        }
        return answer;
    }

    private Answer send(HttpRequest.Builder request) {
        HttpRequest ready = request.build();
        HttpResponse<String> response = call(ready, BodyHandlers.ofString());
        return new Answer(service, ready.uri(), response.statusCode(), response.body());
    }

    private <T> HttpResponse<T> call(HttpRequest ready, BodyHandler<T> body) {
        try {
            return client.send(ready, body);
        } catch (ConnectException _) {
            throw unreachable("there is nobody");
        } catch (HttpTimeoutException _) {
            throw unreachable("it does not answer in time");
        } catch (IOException e) {
            throw unreachable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted");
        }
    }

    private Trouble unreachable(String why) {
        return Trouble.unreachable(
                "cannot connect to " + service.title() + " at " + url + ": " + why,
                "see what runs: ./chronoops status; start it: ./chronoops up; or name another context: --context NAME");
    }
}
