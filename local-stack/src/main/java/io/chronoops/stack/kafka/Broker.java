package io.chronoops.stack.kafka;

import io.chronoops.stack.data.Built;
import io.chronoops.stack.data.Port;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.process.Daemon;
import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.JavaProgram;
import io.chronoops.stack.process.Launch;
import io.chronoops.stack.process.Listening;
import io.chronoops.stack.process.PartsFile;
import io.chronoops.stack.process.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** The Kafka broker as a process of its own; storage formatted, users made, at its first start. */
public final class Broker {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int HEAP = 384;

    private final Ports ports;
    private final Path home;
    private final Path log;
    private final Secrets secrets;
    private final JavaProgram program;
    private final Daemon daemon;

    public Broker(Ports ports, Path data, Secrets secrets, PartsFile parts) {
        this.ports = ports;
        this.home = data.resolve("broker");
        this.log = data.resolve("logs").resolve("broker.log");
        this.secrets = secrets;
        this.program = new JavaProgram(
                home,
                Built.classes("broker", Built.brokerClassPath()),
                HEAP,
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", Built.brokerClassPath()));
        this.daemon = new Daemon(
                new Daemon.Spec("broker", program.mark(), this::launch, this::answers, Signals.TERM, START), parts);
    }

    /** Starts it, and gives it the topics and the table of who may do what. */
    public void start() {
        daemon.start();
        try (var setup = new BrokerSetup(clientProperties(Principals.ADMIN))) {
            setup.apply();
        }
    }

    public Daemon daemon() {
        return daemon;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.of(Port.BROKER);
    }

    /** What a Kafka client needs to log in as this principal. */
    public Map<String, Object> clientProperties(String principal) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                BrokerConfig.MECHANISM,
                "sasl.jaas.config",
                BrokerConfig.login(principal, password(principal)));
    }

    private String password(String principal) {
        return secrets.get("kafka/" + principal);
    }

    private Launch launch() {
        Folders.makePrivate(home);
        Path config = configure();
        Path formatted = home.resolve("formatted");
        if (!Files.exists(formatted)) {
            format(config);
            Folders.write(formatted, "");
        }
        return program.launch(Map.of(), log, "kafka.Kafka", config.toString());
    }

    private Path configure() {
        String text = new BrokerConfig(
                        ports.of(Port.BROKER), ports.of(Port.CONTROLLER), logs(), password(Principals.ADMIN))
                .text();
        return secrets.put("kafka/server.properties", text);
    }

    /** The tool takes its arguments from a file, so that no password shows among the processes. */
    private void format(Path config) {
        Folders.delete(logs());
        var arguments = new ArrayList<>(
                List.of("format", "--cluster-id", Uuid.randomUuid().toString(), "--config", config.toString()));
        for (String principal : Principals.ALL) {
            arguments.add("--add-scram");
            arguments.add(BrokerConfig.MECHANISM + "=[name=" + principal + ",password=" + password(principal) + "]");
        }
        Path file = secrets.put("kafka/format", String.join("\n", arguments));
        program.tool(log, "kafka.tools.StorageTool", "@" + file).run("formatting the broker's storage");
        Folders.delete(file);
    }

    private boolean answers() {
        return Listening.on(ports.of(Port.BROKER)) && BrokerSetup.answers(clientProperties(Principals.ADMIN));
    }

    private Path logs() {
        return home.resolve("logs");
    }
}
