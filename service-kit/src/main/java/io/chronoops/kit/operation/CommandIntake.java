package io.chronoops.kit.operation;

import io.chronoops.kit.databases.Databases;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.topics.CommandOwners;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of one record of ops.commands. Commands of another owner are left alone; what nobody owns or can
 * read is rejected by backup-service alone, so that each command has one outcome.
 */
final class CommandIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CommandIntake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String service;
    private final Operations operations;
    private final OperationJobs jobs;
    private final Outbox outbox;
    private final Databases databases;
    private final Map<String, CommandHandler> handlers;

    CommandIntake(
            String service,
            Operations operations,
            OperationJobs jobs,
            Outbox outbox,
            Databases databases,
            List<CommandHandler> handlers) {
        this.service = service;
        this.operations = operations;
        this.jobs = jobs;
        this.outbox = outbox;
        this.databases = databases;
        this.handlers = handlers.stream().collect(Collectors.toMap(CommandHandler::type, Function.identity()));
    }

    /** A record that no schema reads. */
    void malformed(RawCommand raw, String why) {
        if (rejectsForAll()) {
            String id = "malformed-" + raw.partition() + "-" + raw.offset();
            reject(
                    raw,
                    id,
                    "",
                    null,
                    new Refusal(Reason.MALFORMED, "record at " + raw.place() + " is no MaintenanceCommand: " + why));
        }
    }

    /** A command as it came. */
    void take(RawCommand raw, MaintenanceCommand command) {
        Optional<String> type = CommandOwners.typeOf(command);
        if (type.isEmpty()) {
            if (rejectsForAll()) {
                reject(
                        raw,
                        command.getId(),
                        "",
                        command.getDatabase(),
                        new Refusal(
                                Reason.UNKNOWN_TYPE,
                                "command " + command.getId()
                                        + " sets none or several of the commands that this version knows; set exactly one"));
            }
            return;
        }
        if (type.get().equals(CommandOwners.CANCEL)) {
            cancel(command);
        } else if (service.equals(CommandOwners.OWNERS.get(type.get()))) {
            takeOwn(raw, command, type.get());
        }
    }

    private void cancel(MaintenanceCommand command) {
        String target = command.getCancel().getOperationId();
        if (operations.requestCancel(target, command.getSource())) {
            LOG.atInfo()
                    .addKeyValue("operation", target)
                    .addKeyValue("by", command.getSource())
                    .log("cancel requested");
        }
    }

    private void takeOwn(RawCommand raw, MaintenanceCommand command, String type) {
        Optional<Refusal> refusal = refusal(command, type);
        if (refusal.isPresent()) {
            reject(raw, command.getId(), type, command.getDatabase(), refusal.get());
            return;
        }
        boolean taken = operations.accept(command, type, () -> jobs.schedule(command.getId()));
        if (taken) {
            jobs.lookUp();
        }
        LOG.atInfo()
                .addKeyValue("operation", command.getId())
                .addKeyValue("type", type)
                .addKeyValue("database", command.getDatabase())
                .log(taken ? "command accepted" : "command seen before, left alone");
    }

    private Optional<Refusal> refusal(MaintenanceCommand command, String type) {
        CommandHandler handler = handlers.get(type);
        if (handler == null) {
            return Optional.of(new Refusal(Reason.UNKNOWN_TYPE, "this version of " + service + " does not do " + type));
        }
        String database = command.getDatabase();
        if (database == null) {
            return Optional.of(new Refusal(Reason.INVALID, "command " + command.getId() + " names no database"));
        }
        if (!type.equals("addDatabase") && !operated(database)) {
            return Optional.of(new Refusal(
                    Reason.UNKNOWN_DATABASE,
                    "database " + database + " is not operated here; add it with: chronoops databases add " + database
                            + " --url …"));
        }
        return handler.check(command);
    }

    private boolean operated(String database) {
        if (databases.find(database).isEmpty()) {
            databases.awaitNewest(PATIENCE);
        }
        return databases.find(database).isPresent();
    }

    private boolean rejectsForAll() {
        return service.equals(CommandOwners.BACKUP);
    }

    private void reject(RawCommand raw, String id, String type, @Nullable String database, Refusal refusal) {
        operations.reject(
                id, type, database, refusal, () -> outbox.addRaw(Topics.dlt(Topics.COMMANDS), raw.key(), raw.value()));
        LOG.atWarn()
                .addKeyValue("operation", id)
                .addKeyValue("reason", refusal.reason())
                .addKeyValue("at", raw.place())
                .log("command rejected: {}", refusal.message());
    }

    /** A record as Kafka has it. */
    record RawCommand(int partition, long offset, @Nullable String key, byte[] value) {
        String place() {
            return Topics.COMMANDS + "-" + partition + "@" + offset;
        }
    }
}
