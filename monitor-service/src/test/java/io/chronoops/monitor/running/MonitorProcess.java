package io.chronoops.monitor.running;

import io.chronoops.monitor.MonitorApplication;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The monitor as a process of its own, that a test may kill. */
public final class MonitorProcess implements AutoCloseable {
    private final Process process;

    private MonitorProcess(Process process) {
        this.process = process;
    }

    /** Starts it; a fault point may end it. */
    public static MonitorProcess start(String faultPoint, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dchronoops.fault.point=" + faultPoint,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                MonitorApplication.class.getName()));
        Collections.addAll(command, RunningMonitor.arguments());
        Collections.addAll(command, more);
        return new MonitorProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Stack.shared()
                        .data()
                        .resolve("logs/monitor-process.log")
                        .toFile())
                .start());
    }

    /** The exit code, once it has ended by itself. */
    public int exit() throws InterruptedException {
        return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
