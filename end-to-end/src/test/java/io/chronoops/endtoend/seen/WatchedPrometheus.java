package io.chronoops.endtoend.seen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A real Prometheus in a process of its own, on loopback. */
record WatchedPrometheus(Process process, Http http) implements AutoCloseable {
    /** Starts it on our own configuration, with these addresses in place of the composed stack's. */
    static WatchedPrometheus start(Path folder, String viewerToken, Map<String, Integer> ports) {
        try {
            int port = freePort();
            Path token = Files.writeString(folder.resolve("viewer"), viewerToken);
            Path config =
                    Files.writeString(folder.resolve("prometheus.yml"), ScrapeConfiguration.of(ports, token, port));
            Process process = new ProcessBuilder(
                            PrometheusPrograms.find("prometheus").toString(),
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            return new WatchedPrometheus(process, new Http("http://127.0.0.1:" + port, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return http.get("/-/ready").status() == 200;
    }

    /** The series of an expression, now. */
    List<JsonNode> query(String expr) {
        return answer("/api/v1/query?query=" + URLEncoder.encode(expr, StandardCharsets.UTF_8))
                .at("/data/result")
                .valueStream()
                .toList();
    }

    /** The values of an expression that are numbers, now. */
    List<Double> numbers(String expr) {
        return query(expr).stream()
                .map(series -> Double.parseDouble(series.at("/value/1").asString()))
                .filter(value -> !value.isNaN())
                .toList();
    }

    JsonNode answer(String path) {
        return Written.parse(http.get(path).mustBe(200));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
