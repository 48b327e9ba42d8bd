package io.chronoops.stack.service;

import io.chronoops.stack.data.Built;
import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.process.Daemon;
import io.chronoops.stack.process.JavaProgram;
import io.chronoops.stack.process.Launch;
import io.chronoops.stack.process.Listening;
import io.chronoops.stack.process.PartsFile;
import io.chronoops.stack.process.Signals;
import io.chronoops.stack.process.StackProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the four services as a process of its own, from its executable jar. */
public final class ServiceProcess {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Map<String, Integer> HEAPS =
            Map.of("backup-service", 512, "monitor-service", 384, "migration-service", 256, "alert-router", 384);

    /** It works for minutes on end, and refuses a row that does not fit into its heap by name instead of ending. */
    private static final Map<String, List<String>> OPTIONS =
            Map.of("backup-service", List.of("-XX:TieredStopAtLevel=4", "-XX:-ExitOnOutOfMemoryError"));

    private final String name;
    private final Path data;
    private final Secrets secrets;
    private final Supplier<Map<String, String>> configuration;
    private final List<String> options;
    private final Daemon daemon;

    /** A service that is told these keys and values when it starts, in a JVM with these options beside our own. */
    public ServiceProcess(
            String name,
            Path data,
            Secrets secrets,
            Supplier<Map<String, String>> configuration,
            List<String> options,
            int port,
            PartsFile parts) {
        this.name = name;
        this.data = data;
        this.secrets = secrets;
        this.configuration = configuration;
        this.options = options;
        String health = "http://127.0.0.1:" + port + "/actuator/health";
        this.daemon = new Daemon(
                new Daemon.Spec(
                        name,
                        program(data, List.of()).mark(),
                        this::launch,
                        () -> Listening.says200(health),
                        Signals.TERM,
                        START),
                parts);
    }

    public Daemon daemon() {
        return daemon;
    }

    /** Whether there is anything to start. */
    public boolean isBuilt() {
        return Built.service(name).isPresent();
    }

    /** The configuration goes into a file that only we read: a command line is everybody's. */
    private Launch launch() {
        Path executable = Built.service(name)
                .orElseThrow(() ->
                        new StackProblem(name + " is not built: ./mvnw -q -DskipTests -pl " + name + " -am package"));
        Path jar = new Unpacked(Built.services(), name).of(executable, log());
        Path file = secrets.put("services/" + name + ".properties", text(configuration.get()));
        List<String> jvm = Stream.of(
                        OPTIONS.getOrDefault(name, List.of()).stream(),
                        options.stream(),
                        Stream.of("-jar", jar.toString()))
                .flatMap(each -> each)
                .toList();
        return program(jar.resolveSibling("classes.jsa"), jvm)
                .launch(Map.of(), log(), "--spring.config.additional-location=file:" + file);
    }

    private JavaProgram program(Path classes, List<String> options) {
        return new JavaProgram(data.resolve("services").resolve(name), classes, HEAPS.getOrDefault(name, 256), options);
    }

    private Path log() {
        return data.resolve("logs").resolve(name + ".log");
    }

    private static String text(Map<String, String> configuration) {
        return configuration.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
    }
}
