package io.chronoops.backup;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.stack.Stack;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** backup-service in this JVM on the shared stack, and a foreign publisher that has nothing of it but the schemas. */
final class RunningService implements AutoCloseable {
    private static final Stack STACK = Stack.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ConfigurableApplicationContext context;
    private final KafkaProducer<String, Object> producer;

    RunningService(Path repository, String... more) {
        List<String> arguments = new ArrayList<>(List.of(STACK.serviceArguments("backup-service", 0)));
        arguments.removeIf(argument -> argument.startsWith("--chronoops.repository.path"));
        arguments.addAll(List.of(
                "--chronoops.repository.path=" + repository,
                "--chronoops.archive.seal-after=2s",
                "--chronoops.archive.work=" + repository.resolveSibling("work")));
        arguments.addAll(List.of(more));
        context = SpringApplication.run(BackupApplication.class, arguments.toArray(String[]::new));
        producer = new KafkaProducer<>(client(Map.of(
                "key.serializer", StringSerializer.class,
                "value.serializer", AvroKafkaSerializer.class,
                "acks", "all")));
    }

    static Map<String, Object> client(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(STACK.kafkaProperties("publisher"));
        settings.put("apicurio.registry.url", STACK.registryUrl());
        settings.put("apicurio.registry.auto-register", true);
        settings.put("apicurio.registry.use-specific-avro-reader", true);
        settings.putAll(more);
        return settings;
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Publishes a command and waits for its terminal event. */
    OperationEvent command(String database, Consumer<MaintenanceCommand.Builder> what) {
        return terminal(publish(database, what));
    }

    String publish(String database, Consumer<MaintenanceCommand.Builder> what) {
        var builder = MaintenanceCommand.newBuilder()
                .setId(Uuid7.next())
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSource("a foreign service")
                .setDatabase(database);
        what.accept(builder);
        MaintenanceCommand command = builder.build();
        send(command);
        return command.getId();
    }

    void send(MaintenanceCommand command) {
        try {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, command.getDatabase(), command))
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    OperationEvent terminal(String operationId) {
        return events(operationId).getLast();
    }

    /** All events of an operation up to its terminal one. */
    static List<OperationEvent> events(String operationId) {
        List<OperationEvent> events = new ArrayList<>();
        try (var consumer = new KafkaConsumer<String, Object>(client(Map.of(
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", AvroKafkaDeserializer.class,
                "isolation.level", "read_committed")))) {
            var partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant until = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(until)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (operationId.equals(record.key()) && record.value() instanceof OperationEvent event) {
                        events.add(event);
                        if (io.chronoops.kit.operation.OperationFollower.isTerminal(event)) {
                            return events;
                        }
                    }
                }
            }
        }
        throw new AssertionError("operation " + operationId + " did not end within " + PATIENCE + "; seen " + events);
    }

    /** A fresh database with one table of every common shape, prepared and added under its own name. */
    void operate(String name, String... ddl) throws SQLException, IOException {
        STACK.operated().createDatabase(name);
        STACK.operated().writeSecrets(name);
        try (Connection owner = connect(name, "chrono_scraper");
                var statement = owner.createStatement()) {
            for (String sql : ddl) {
                statement.execute(sql);
            }
        }
        prepare(name);
        OperationEvent added = command(
                name,
                command -> command.setAddDatabase(new AddDatabaseCommand(
                        STACK.operated().host(), STACK.operated().port(), name, "prefer")));
        if (added.getSucceeded() == null) {
            throw new AssertionError(added);
        }
    }

    static void prepare(String database) throws IOException {
        Path script = Files.createTempFile("prepare", ".sql");
        try (var in = BackupApplication.class.getResourceAsStream("/prepare.sql")) {
            Files.write(script, in == null ? new byte[0] : in.readAllBytes());
        }
        psql(database, "-f", script.toString());
    }

    static String psql(String database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "psql",
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                STACK.operated().host(),
                "-p",
                String.valueOf(STACK.operated().port()),
                "-U",
                STACK.operated().superuser(),
                "-d",
                database));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("PGPASSWORD", STACK.operated().password(STACK.operated().superuser()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return said;
    }

    static Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(
                STACK.operated().jdbcUrl(database), role, STACK.operated().password(role));
    }

    @Override
    public void close() {
        producer.close();
        context.close();
    }
}
