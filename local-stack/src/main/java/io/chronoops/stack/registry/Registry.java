package io.chronoops.stack.registry;

import io.chronoops.stack.data.Built;
import io.chronoops.stack.data.Port;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.process.Daemon;
import io.chronoops.stack.process.JavaProgram;
import io.chronoops.stack.process.Launch;
import io.chronoops.stack.process.Listening;
import io.chronoops.stack.process.PartsFile;
import io.chronoops.stack.process.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Apicurio Registry as a process of its own, its schemas in a file of H2 that is written at every commit. */
public final class Registry {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int HEAP = 256;

    private final Ports ports;
    private final Path home;
    private final Path log;
    private final Secrets secrets;
    private final JavaProgram program;
    private final Daemon daemon;

    public Registry(Ports ports, Path data, Secrets secrets, PartsFile parts) {
        this.ports = ports;
        this.home = data.resolve("registry");
        this.log = data.resolve("logs").resolve("registry.log");
        this.secrets = secrets;
        this.program = new JavaProgram(
                home,
                Built.classes("registry", Built.registryJar().toString()),
                HEAP,
                List.of("-jar", Built.registryJar().toString()));
        this.daemon = new Daemon(
                new Daemon.Spec("registry", program.mark(), this::launch, this::answers, Signals.TERM, START), parts);
    }

    public Daemon daemon() {
        return daemon;
    }

    /** Where serdes find it. */
    public String url() {
        return "http://127.0.0.1:" + ports.of(Port.REGISTRY) + "/apis/registry/v3";
    }

    private Launch launch() {
        return program.launch(environment(), log);
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports.of(Port.REGISTRY))),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(Port.REGISTRY_MANAGEMENT))),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "h2"),
                Map.entry("APICURIO_DATASOURCE_URL", "jdbc:h2:file:" + home.resolve("schemas") + ";WRITE_DELAY=0"),
                Map.entry("APICURIO_DATASOURCE_USERNAME", "registry"),
                Map.entry("APICURIO_DATASOURCE_PASSWORD", secrets.get("registry/storage")),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "2"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "2"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "20"),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                Map.entry("QUARKUS_BANNER_ENABLED", "false"));
    }

    private boolean answers() {
        return Listening.says200(url() + "/system/info");
    }
}
