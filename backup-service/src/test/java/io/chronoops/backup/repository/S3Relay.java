package io.chronoops.backup.repository;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A network that misbehaves as told, before a real S3 server. */
final class S3Relay implements AutoCloseable {
    private static final Set<String> OWN =
            Set.of("host", "content-length", "connection", "expect", "transfer-encoding", "upgrade");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final URI behind;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Behaviour> behaviour = _ -> new Passes();

    /** One request; number counts from 1. */
    record Request(int number, String method, String target, String range) {}

    sealed interface Behaviour {}

    record Passes() implements Behaviour {}

    /** As a store refuses. */
    record Refuses(int status, String code) implements Behaviour {}

    /** The answer's body ends here. */
    record CutsAt(int bytes) implements Behaviour {}

    /** A bit of the request's body is turned. */
    record Flips() implements Behaviour {}

    /** More in the query. */
    record Asks(String more) implements Behaviour {}

    record Silent() implements Behaviour {}

    S3Relay(URI behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void behave(Function<Request, Behaviour> how) {
        requests.clear();
        behaviour = how;
    }

    List<Request> requests() {
        return requests;
    }

    private void take(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        var request = new Request(
                requests.size() + 1,
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                range == null ? "" : range);
        requests.add(request);
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            switch (behaviour.apply(request)) {
                case Passes() -> pass(exchange, request.target(), body, Integer.MAX_VALUE);
                case Asks(String more) -> pass(exchange, request.target() + more, body, Integer.MAX_VALUE);
                case CutsAt(int bytes) -> pass(exchange, request.target(), body, bytes);
                case Flips() -> {
                    body[body.length / 2] ^= 1;
                    pass(exchange, request.target(), body, Integer.MAX_VALUE);
                }
                case Refuses(int status, String code) -> {
                    byte[] answer = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                }
                case Silent() -> closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange, String target, byte[] body, int most)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + target))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        byte[] content = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            exchange.getResponseBody().write(content, 0, Math.min(most, content.length));
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        client.close();
    }
}
