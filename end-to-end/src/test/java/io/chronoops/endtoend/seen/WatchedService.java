package io.chronoops.endtoend.seen;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.chronoops.stack.Stack;
import io.chronoops.stack.data.Built;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A service as a process of its own, from its executable jar, on the port that the stack has kept for it. */
record WatchedService(String name, int port, Process process, Path log) implements AutoCloseable {
    static boolean isBuilt(String name) {
        return Built.service(name).isPresent();
    }

    static WatchedService start(Stack stack, String name, String... more) throws IOException {
        Path jar = Built.service(name)
                .orElseThrow(() ->
                        new AssertionError(name + " is not built: ./mvnw -q -DskipTests -pl " + name + " -am package"));
        stack.service(name).stop(); // of another test on the same stack
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        command.addAll(List.of(stack.serviceArguments(name)));
        command.addAll(List.of(more));
        Path log = stack.data().resolve("logs").resolve("seen-" + name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WatchedService(name, stack.servicePort(name), process, log);
    }

    /** Waits until it says that it is well; fails with what it said last. */
    void awaitUp() {
        var health = new Http("http://127.0.0.1:" + port, "");
        try {
            Awaitility.await().atMost(60, SECONDS).until(() -> {
                if (!process.isAlive()) throw new AssertionError(name + " ended: " + lastWords());
                return health.get("/actuator/health").status() == 200;
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(name + " is not well: " + health.get("/actuator/health") + "\n" + lastWords(), e);
        }
    }

    private String lastWords() {
        String said = Written.text(log);
        return said.substring(Math.max(0, said.length() - 3000));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, SECONDS)) process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
