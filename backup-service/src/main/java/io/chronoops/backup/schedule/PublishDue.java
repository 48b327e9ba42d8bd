package io.chronoops.backup.schedule;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what is due. Safe to do again and by several: the same occurrence is the same command. */
public final class PublishDue {
    private static final Logger LOG = LoggerFactory.getLogger(PublishDue.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Databases databases;
    private final CommandPublisher publisher;
    private final Clock clock;

    /** To ops.commands, for the databases that are operated. */
    public PublishDue(Databases databases, CommandPublisher publisher, Clock clock) {
        this.databases = databases;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The newest occurrence, once, however many were missed; returns the operation ids. */
    public List<String> publish(Schedule schedule) {
        Optional<Instant> due = schedule.cron().latest(clock.instant());
        if (due.isEmpty()) {
            return List.of();
        }
        databases.awaitNewest(PATIENCE);
        List<String> names = schedule.databases().isEmpty()
                ? databases.all().stream().map(Database::name).toList()
                : schedule.databases();
        return names.stream()
                .map(name -> new Occurrence(schedule, name, due.get()).command())
                .map(command -> {
                    publisher.publish(command);
                    LOG.atInfo()
                            .addKeyValue("schedule", schedule.name())
                            .addKeyValue("database", command.getDatabase())
                            .addKeyValue("due", due.get())
                            .addKeyValue("operation", command.getId())
                            .log("scheduled command published");
                    return command.getId();
                })
                .toList();
    }
}
