package io.chronoops.stack;

import io.chronoops.stack.data.Port;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.data.Tokens;
import io.chronoops.stack.kafka.Broker;
import io.chronoops.stack.postgres.ControlDatabase;
import io.chronoops.stack.postgres.OperatedRoles;
import io.chronoops.stack.postgres.PostgresServer;
import io.chronoops.stack.postgres.ServerSettings;
import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.PartsFile;
import io.chronoops.stack.registry.Registry;
import java.nio.file.Path;
import java.util.Map;

/** A running stack: an operated and a control PostgreSQL, a broker, a registry, with users, rights and secrets. */
public final class Stack {
    private final StackOptions options;
    private final Secrets secrets;
    private final Secrets databases;
    private final PostgresServer operated;
    private final PostgresServer control;
    private final Broker broker;
    private final Registry registry;

    Stack(StackOptions options) {
        Path data = options.data();
        Ports ports = options.ports();
        var parts = new PartsFile(data.resolve("parts"));
        Folders.make(data.resolve("logs"));
        this.options = options;
        this.secrets = new Secrets(data.resolve("secrets"));
        this.databases = new Secrets(data.resolve("secrets/databases"));
        this.operated = new PostgresServer(
                new ServerSettings(
                        "operated", OperatedRoles.SUPERUSER, ports.of(Port.OPERATED), true, options.durable()),
                data,
                secrets,
                parts);
        this.control = new PostgresServer(
                new ServerSettings(
                        "control", ControlDatabase.SUPERUSER, ports.of(Port.CONTROL), false, options.durable()),
                data,
                secrets,
                parts);
        this.broker = new Broker(ports, data, secrets, parts);
        this.registry = new Registry(ports, data, secrets, parts);
    }

    /** The one stack of this JVM, for tests: fresh, in a temporary folder, on free ports, gone with the JVM. */
    public static Stack shared() {
        return SharedStack.get();
    }

    /** The customer's server. */
    public Postgres operated() {
        return new Postgres(operated, databases);
    }

    /** Our own server. */
    public Postgres control() {
        return new Postgres(control, databases);
    }

    public Part broker() {
        return new Part(broker.daemon());
    }

    public Part registry() {
        return new Part(registry.daemon());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What a Kafka client needs to log in as this principal, such as publisher. */
    public Map<String, Object> kafkaProperties(String principal) {
        return broker.clientProperties(principal);
    }

    public String registryUrl() {
        return registry.url();
    }

    /** Passwords of operated databases: a folder a configured name, a file a role. */
    public Path secretsDir() {
        return databases.folder();
    }

    public Path tokensFile() {
        return new Tokens(secrets).file();
    }

    /** The bearer token of viewer, operator or admin. */
    public String token(String role) {
        return new Tokens(secrets).of(role);
    }

    /** The folder that holds everything of this stack. */
    public Path data() {
        return options.data();
    }

    /** The port on which a service of this stack is to listen. */
    public int servicePort(String service) {
        return options.ports().of(Port.ofService(service));
    }

    /** The configuration of a service as arguments of its main method, with a port of this stack. */
    public String[] serviceArguments(String service) {
        return serviceArguments(service, servicePort(service));
    }

    /** The same with another port; 0 takes any. */
    public String[] serviceArguments(String service, int port) {
        return new ServiceConfiguration(this)
                .of(service, port).entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new);
    }

    void start() {
        Parallel.run(
                () -> broker.start(),
                () -> registry.daemon().start(),
                () -> operated.start(OperatedRoles::make),
                () -> control.start(ControlDatabase::make));
    }

    void stop() {
        Parallel.run(
                () -> broker.daemon().stop(),
                () -> registry.daemon().stop(),
                () -> operated.daemon().stop(),
                () -> control.daemon().stop());
    }

    void kill() {
        broker.daemon().kill();
        registry.daemon().kill();
        operated.daemon().kill();
        control.daemon().kill();
    }
}
