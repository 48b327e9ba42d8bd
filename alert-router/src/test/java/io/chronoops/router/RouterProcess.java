package io.chronoops.router;

import static org.awaitility.Awaitility.await;

import io.chronoops.stack.Stack;
import io.chronoops.stack.pager.PagerReceiver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The router as a process of its own, so that it can be killed as kill -9 kills. */
final class RouterProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int KILLED = 137;

    private final Process process;
    private final Rest rest;

    private RouterProcess(Process process, Rest rest) {
        this.process = process;
        this.rest = rest;
    }

    /** Started and ready, with delays of seconds. */
    static RouterProcess start(Stack stack, PagerReceiver pager) {
        return launch(stack, pager).ready();
    }

    /** Started, ready or not. */
    static RouterProcess launch(Stack stack, PagerReceiver pager) {
        int port = stack.servicePort("alert-router");
        return new RouterProcess(launch(command(stack, pager, "", port)), new Rest(stack, port));
    }

    /** One more, beside the first. */
    static RouterProcess startSecond(Stack stack, PagerReceiver pager) {
        int port = stack.servicePort("backup-service");
        List<String> command = command(stack, pager, "", port);
        command.add("--spring.kafka.streams.state-dir=" + stack.data().resolve("state/second"));
        return new RouterProcess(launch(command), new Rest(stack, port)).ready();
    }

    /** One that dies at a fault point; ready, if it gets that far. */
    static RouterProcess startMortal(Stack stack, PagerReceiver pager, String faultPoint) {
        int port = stack.servicePort("alert-router");
        var router = new RouterProcess(launch(command(stack, pager, faultPoint, port)), new Rest(stack, port));
        await().atMost(START).until(() -> !router.process.isAlive() || router.rest.isUp());
        return router;
    }

    private RouterProcess ready() {
        await().atMost(START).until(() -> !process.isAlive() || rest.isUp());
        if (!process.isAlive()) {
            throw new IllegalStateException("the router ended at its start: see target/router.log");
        }
        return this;
    }

    private static List<String> command(Stack stack, PagerReceiver pager, String faultPoint, int port) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dchronoops.fault.point=" + faultPoint,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RouterApplication.class.getName()));
        command.addAll(List.of(stack.serviceArguments("alert-router", port)));
        for (String tier : List.of("dba=4s", "backend-lead=8s", "infra-lead=12s")) {
            command.add("--chronoops.policy.tiers." + tier.replace("=", ".delay="));
        }
        for (String receiver : List.of("devops", "dba", "infra-lead")) {
            command.add("--chronoops.receivers." + receiver + ".url=" + pager.url());
        }
        command.add("--chronoops.delivery.timeout=2s");
        command.add("--chronoops.delivery.longest-retry=2s");
        return command;
    }

    private static Process launch(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/router.log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rest rest() {
        return rest;
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits until it died at its fault point. */
    void awaitFault() {
        awaitEnd();
        if (process.exitValue() != KILLED) {
            throw new AssertionError("it ended with " + process.exitValue() + ", not at its fault point");
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
