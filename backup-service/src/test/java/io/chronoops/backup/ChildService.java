package io.chronoops.backup;

import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** backup-service as a process of its own, so that it can die. */
final class ChildService implements AutoCloseable {
    /** Restores of tests are small: they keep book of what is done unless this says otherwise. */
    static final String RESUME_FROM = "--chronoops.restore.resume-from=";

    private final Process process;

    ChildService(Path repository, Path log, String faultPoint) throws IOException {
        this(repository, log, faultPoint, 384);
    }

    ChildService(Path repository, Path log, String faultPoint, int heapMegabytes, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dchronoops.fault.point=" + faultPoint,
                "-cp",
                System.getProperty("java.class.path"),
                "io.chronoops.backup.BackupApplication"));
        command.addAll(List.of(Stack.shared().serviceArguments("backup-service", 0)));
        command.removeIf(argument -> argument.startsWith("--chronoops.repository.path"));
        command.addAll(List.of(
                "--chronoops.repository.path=" + repository,
                "--chronoops.archive.seal-after=1s",
                "--chronoops.archive.work=" + repository.resolveSibling("work")));
        command.addAll(List.of(arguments));
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith(RESUME_FROM))) {
            command.add(RESUME_FROM + "0B");
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Waits until it died at its fault point. */
    void awaitDeath() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("the fault point was not reached");
        }
        if (process.exitValue() != 137) {
            throw new AssertionError("ended with " + process.exitValue() + " instead of at its fault point");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as a host that goes down does, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not stop");
        }
    }

    /** Sends it a signal, such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
