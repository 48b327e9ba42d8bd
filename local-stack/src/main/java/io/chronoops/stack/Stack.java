package io.chronoops.stack;

import io.chronoops.stack.data.Port;
import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.data.Tokens;
import io.chronoops.stack.kafka.Principals;
import io.chronoops.stack.postgres.ControlDatabase;
import io.chronoops.stack.postgres.OperatedRoles;
import io.chronoops.stack.postgres.PostgresBinaries;
import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.OrdinaryUser;
import io.chronoops.stack.process.PartsFile;
import io.chronoops.stack.service.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A stack on this machine: an operated and a control PostgreSQL, a broker, a registry, and the services where built. */
public final class Stack implements AutoCloseable {
    private static final List<String> PRIVATE = List.of("logs", "repository", "services", "state");

    private final StackOptions options;
    private final Secrets secrets;
    private final Secrets databases;
    private final Infrastructure infrastructure;
    private final List<ServiceProcess> services;

    /** A stack in its folder, running or not; {@link #start} brings it up. */
    public Stack(StackOptions options) {
        Path data = options.data();
        var parts = new PartsFile(data.resolve("parts"));
        for (String ours : PRIVATE) Folders.makePrivate(data.resolve(ours));
        this.options = options;
        this.secrets = new Secrets(data.resolve("secrets"));
        this.databases = new Secrets(data.resolve("secrets/databases"));
        this.infrastructure = Infrastructure.of(options, secrets, parts);
        this.services = Principals.SERVICES.stream()
                .map(name -> new ServiceProcess(
                        name,
                        data,
                        secrets,
                        () -> new ServiceConfiguration(this).of(name, servicePort(name)),
                        options.tuning().services(),
                        servicePort(name),
                        parts))
                .toList();
    }

    /** The one stack of this JVM, for tests: fresh, in a temporary folder, on free ports, gone with the JVM. */
    public static Stack shared() {
        return SharedStack.get();
    }

    /** The customer's server. */
    public Postgres operated() {
        return new Postgres(infrastructure.operated(), databases);
    }

    /** Our own server. */
    public Postgres control() {
        return new Postgres(infrastructure.control(), databases);
    }

    public Part broker() {
        return new Part(infrastructure.broker().daemon(), port(Port.BROKER));
    }

    public Part registry() {
        return new Part(infrastructure.registry().daemon(), port(Port.REGISTRY));
    }

    /** One of the four services as a process, such as backup-service. */
    public Part service(String name) {
        return services.stream()
                .filter(service -> service.daemon().name().equals(name))
                .map(service -> new Part(service.daemon(), servicePort(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name));
    }

    /** All parts, the services last. */
    public List<Part> parts() {
        return Stream.concat(
                        infrastructureParts().stream(),
                        Principals.SERVICES.stream().map(this::service))
                .toList();
    }

    public String bootstrapServers() {
        return infrastructure.broker().bootstrapServers();
    }

    /** What a Kafka client needs to log in as this principal, such as publisher. */
    public Map<String, Object> kafkaProperties(String principal) {
        return infrastructure.broker().clientProperties(principal);
    }

    public String registryUrl() {
        return infrastructure.registry().url();
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
        return port(Port.ofService(service));
    }

    /** The configuration of a service as arguments of its main method, with its port of this stack. */
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

    /** Brings up all that the services stand on, at once; what runs already stays. */
    public void start(Progress progress) {
        makeRoom();
        Parallel.run(
                timed(broker(), infrastructure.broker()::start, progress),
                timed(registry(), infrastructure.registry().daemon()::start, progress),
                timed(operatedPart(), () -> infrastructure.operated().start(OperatedRoles::make), progress),
                timed(controlPart(), () -> infrastructure.control().start(ControlDatabase::make), progress));
    }

    /** Brings up the services that are built. */
    public void startServices(Progress progress) {
        Parallel.run(services.stream()
                .filter(ServiceProcess::isBuilt)
                .map(service -> timed(service(service.daemon().name()), service.daemon()::start, progress))
                .toArray(Runnable[]::new));
    }

    /** Ends everything in good order, the services first. */
    @Override
    public void close() {
        Parallel.run(Principals.SERVICES.stream()
                .map(name -> (Runnable) service(name)::stop)
                .toArray(Runnable[]::new));
        Parallel.run(infrastructureParts().stream()
                .map(part -> (Runnable) part::stop)
                .toArray(Runnable[]::new));
    }

    /** kill -9 of everything. */
    public void kill() {
        parts().forEach(Part::kill);
    }

    /** Refuses what the machine lacks, ends what a former stack left half dead, refuses where a stranger has a port. */
    public void makeRoom() {
        PostgresBinaries.find();
        OrdinaryUser.find();
        Parallel.run(Stream.concat(
                        Stream.of(
                                infrastructure.broker().daemon(),
                                infrastructure.registry().daemon(),
                                infrastructure.operated().daemon(),
                                infrastructure.control().daemon()),
                        services.stream().map(ServiceProcess::daemon))
                .map(daemon -> (Runnable) daemon::clear)
                .toArray(Runnable[]::new));
        var wanted = new ArrayList<Port>();
        if (!broker().isRunning()) wanted.addAll(List.of(Port.BROKER, Port.CONTROLLER));
        if (!registry().isRunning()) wanted.addAll(List.of(Port.REGISTRY, Port.REGISTRY_MANAGEMENT));
        if (!operatedPart().isRunning()) wanted.add(Port.OPERATED);
        if (!controlPart().isRunning()) wanted.add(Port.CONTROL);
        for (String name : Principals.SERVICES) if (!service(name).isRunning()) wanted.add(Port.ofService(name));
        options.ports().mustBeFree(wanted);
    }

    private List<Part> infrastructureParts() {
        return List.of(operatedPart(), controlPart(), broker(), registry());
    }

    private Part operatedPart() {
        return new Part(infrastructure.operated().daemon(), port(Port.OPERATED));
    }

    private Part controlPart() {
        return new Part(infrastructure.control().daemon(), port(Port.CONTROL));
    }

    private int port(Port port) {
        return options.ports().of(port);
    }

    private static Runnable timed(Part part, Runnable start, Progress progress) {
        return () -> {
            long began = System.nanoTime();
            start.run();
            progress.up(part, Duration.ofNanos(System.nanoTime() - began));
        };
    }
}
