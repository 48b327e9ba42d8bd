package io.chronoops.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays recorded answers of the services over real HTTP; an address with several answers gives them in turn, the last for ever. */
final class Played implements AutoCloseable {
    private static final String TOKEN = "a-token";

    private final HttpServer server;
    private final Path folder;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> posted = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body) {}

    Played(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(context(), """
                {"name":"test","urls":{"backup":"%1$s","monitor":"%1$s","migration":"%1$s","router":"%1$s"},"token":"%2$s"}""".formatted(url(), TOKEN));
        get("/api/v1/databases", """
                [{"name":"shop","host":"127.0.0.1","port":5432,"dbname":"shop","sslmode":"prefer"}]""");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Path folder() {
        return folder;
    }

    Path context() {
        return folder.resolve("context.json");
    }

    Played get(String address, String body) {
        return play("GET " + address, 200, body);
    }

    Played post(String address, String body) {
        return play("POST " + address, 202, body);
    }

    Played play(String request, int status, String body) {
        answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).addLast(new Answer(status, body));
        return this;
    }

    /** Forgets what was recorded for a request. */
    Played replay(String request, String body) {
        answers.remove(request);
        return play(request, 200, body);
    }

    /** Bodies that were posted, in order. */
    List<String> posted() {
        return posted;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                posted.add(body.replaceAll("\\s+", ""));
            }
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            Answer answer =
                    known ? next(exchange.getRequestMethod() + " " + exchange.getRequestURI()) : new Answer(401, "");
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer next(String request) {
        Deque<Answer> left = answers.get(request);
        if (left == null) {
            return new Answer(404, "{\"status\":404,\"detail\":\"nothing is recorded for " + request + "\"}");
        }
        return left.size() == 1 ? left.getFirst() : left.removeFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
