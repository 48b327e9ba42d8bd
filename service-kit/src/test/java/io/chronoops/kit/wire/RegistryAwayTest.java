package io.chronoops.kit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry that is away is waited for and never for ever; bytes that nobody can read are not waited for. */
@Timeout(60)
class RegistryAwayTest {
    private static final byte[] OF_AN_UNKNOWN_SCHEMA = {0, 0, 0, 0, 7, 1, 2};

    @Test
    void one_that_takes_the_connection_and_says_nothing_is_away_after_a_bounded_time() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Throwable failure = reading(silent.getLocalPort(), OF_AN_UNKNOWN_SCHEMA);

            assertThat(RegistryAway.causes(failure)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        }
    }

    @Test
    void one_that_is_not_there_is_away() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        assertThat(RegistryAway.causes(reading(port, OF_AN_UNKNOWN_SCHEMA))).isTrue();
    }

    @Test
    void one_that_answers_with_an_error_is_away() throws IOException {
        assertThat(RegistryAway.causes(readingWithAnswer(503))).isTrue();
    }

    @Test
    void one_that_knows_no_such_schema_is_there_and_the_bytes_are_unreadable() throws IOException {
        assertThat(RegistryAway.causes(readingWithAnswer(404))).isFalse();
    }

    @Test
    void bytes_of_another_form_are_unreadable() {
        assertThat(RegistryAway.causes(reading(1, new byte[] {1, 2, 3}))).isFalse();
        assertThat(RegistryAway.causes(reading(1, new byte[] {0}))).isFalse();
    }

    @Test
    void one_that_is_asked_again_is_asked_on_a_connection_of_its_own() throws IOException {
        Set<Integer> connections = ConcurrentHashMap.newKeySet();
        HttpServer server = answering(404, connections);
        try {
            for (int i = 0; i < 3; i++) {
                reading(server.getAddress().getPort(), OF_AN_UNKNOWN_SCHEMA);
            }
        } finally {
            server.stop(0);
        }

        assertThat(connections).hasSizeGreaterThanOrEqualTo(3);
    }

    private static Throwable readingWithAnswer(int status) throws IOException {
        HttpServer server = answering(status, ConcurrentHashMap.newKeySet());
        try {
            return reading(server.getAddress().getPort(), OF_AN_UNKNOWN_SCHEMA);
        } finally {
            server.stop(0);
        }
    }

    /** Notes the ports from which it was asked. */
    private static HttpServer answering(int status, Set<Integer> asked) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRemoteAddress().getPort());
            byte[] body = "{\"status\":%d,\"title\":\"as told\"}"
                    .formatted(status)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Throwable reading(int port, byte[] bytes) {
        try (var reader = new AvroKafkaDeserializer<Object>()) {
            reader.configure(
                    BoundedSchemaResolver.in(Map.of(
                            "apicurio.registry.url",
                            "http://127.0.0.1:" + port + "/apis/registry/v3",
                            "apicurio.registry.use-specific-avro-reader",
                            true)),
                    false);
            return catchThrowable(() -> reader.deserialize("topic", bytes));
        }
    }
}
