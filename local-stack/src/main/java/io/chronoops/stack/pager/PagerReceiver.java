package io.chronoops.stack.pager;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A real receiver of pages on this machine: PagerDuty's Events API v2 at {@code /v2/enqueue}, Slack's incoming webhooks at
 * {@code /services/<channel>}. It answers and deduplicates as they do, remembers what came, and fails as it is told.
 */
public final class PagerReceiver implements AutoCloseable {
    private static final String ANYONE = "";
    private static final String SLACK = "/services/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Answers answers = new Answers();
    private final PagerDutyDesk pagerDuty = new PagerDutyDesk();
    private final SlackDesk slack = new SlackDesk();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private PagerReceiver(HttpServer server) {
        this.server = server;
    }

    /** On a free port of 127.0.0.1. */
    public static PagerReceiver start() {
        return start(0);
    }

    /** On this port of 127.0.0.1. */
    public static PagerReceiver start(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var receiver = new PagerReceiver(server);
            server.createContext("/", receiver::handle);
            server.setExecutor(receiver.threads);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The base of all its addresses. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Where PagerDuty's events go. */
    public String pagerDutyUrl() {
        return url() + "/v2/enqueue";
    }

    /** The incoming webhook of a channel. */
    public String slackUrl(String channel) {
        return url() + SLACK + channel;
    }

    /** The next requests, whoever they are for, get these answers, one each. */
    public void answer(Answer... next) {
        answers.next(ANYONE, List.of(next));
    }

    /** The next requests for this routing key or channel get these answers, one each. */
    public void answerFor(String key, Answer... next) {
        answers.next(key, List.of(next));
    }

    /** Every request for this routing key or channel gets this answer, until told otherwise. */
    public void answerAlways(String key, Answer answer) {
        answers.always(key, answer);
    }

    /** The usual answers again for this routing key or channel. */
    public void answerAsUsual(String key) {
        answers.forget(key);
    }

    /** PagerDuty's events that were taken, oldest first. */
    public List<PageEvent> events() {
        return pagerDuty.book().events();
    }

    /** The alerts that these events make. */
    public List<PageAlert> alerts() {
        return pagerDuty.book().alerts();
    }

    /** Slack's messages that were taken, oldest first. */
    public List<SlackMessage> messages() {
        return slack.messages();
    }

    /** Every request, taken or not, oldest first. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Forgets what came and what was programmed for anyone. */
    public void clear() {
        pagerDuty.book().clear();
        slack.clear();
        received.clear();
        answers.forget(ANYONE);
    }

    /** Ends; requests that wait for a late answer get none. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            Optional<Answer> told = answers.take(List.of(key(path, body), ANYONE));
            if (told.isPresent() && isClosedWithin(told.get())) return;
            Reply reply = told.filter(answer -> !answer.isUsual())
                    .map(answer -> told(exchange, answer))
                    .orElseGet(() -> usual(exchange.getRequestMethod(), path, body));
            received.add(new Received(Instant.now(), path, new String(body, StandardCharsets.UTF_8), reply.status()));
            send(exchange, reply);
        }
    }

    private Reply usual(String method, String path, byte[] body) {
        if (path.equals("/v2/enqueue")) {
            return method.equals("POST")
                    ? pagerDuty.take(body)
                    : Reply.json(405, "{\"status\":\"method not allowed\"}");
        }
        if (path.startsWith(SLACK)) return slack.take(path.substring(SLACK.length()), body);
        return Reply.text(404, "no such address: " + path);
    }

    private static Reply told(HttpExchange exchange, Answer answer) {
        answer.retryAfter()
                .ifPresent(after -> exchange.getResponseHeaders().set("Retry-After", Long.toString(after.toSeconds())));
        return Reply.json(answer.status(), "{\"status\":\"as told\"}");
    }

    private static String key(String path, byte[] body) {
        return path.startsWith(SLACK) ? path.substring(SLACK.length()) : PagerDutyDesk.routingKey(body);
    }

    private boolean isClosedWithin(Answer answer) {
        try {
            return closed.await(answer.delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
