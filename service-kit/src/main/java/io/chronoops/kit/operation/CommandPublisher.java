package io.chronoops.kit.operation;

import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.topics.Topics;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Publishes commands; returns when the broker has them. */
public final class CommandPublisher {
    private static final int SECONDS = 30;

    private final KafkaTemplate<String, SpecificRecord> kafka;

    /** Publishes with this template. */
    public CommandPublisher(KafkaTemplate<String, SpecificRecord> kafka) {
        this.kafka = kafka;
    }

    /** Puts the command on ops.commands, keyed by its database. */
    public void publish(MaintenanceCommand command) {
        try {
            kafka.send(Topics.COMMANDS, command.getDatabase(), command).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotPublished(command.getId(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotPublished(command.getId(), e);
        }
    }

    /** The broker did not take a command: it may be published again with the same id. */
    public static final class NotPublished extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPublished(String id, Throwable cause) {
            super(
                    "command " + id
                            + " could not be published: Kafka did not take it in time; send it again with the same id",
                    cause);
        }
    }
}
