package io.chronoops.kit.operation;

import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Progress;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts operation events into the outbox. */
public final class Events {
    private final Outbox outbox;
    private final Clock clock;
    private final String source;

    /** Events said by this service. */
    public Events(Outbox outbox, Clock clock, String source) {
        this.outbox = outbox;
        this.clock = clock;
        this.source = source;
    }

    /** Adds one event of an operation; the caller sets the one field that says what happened. Call it in a transaction. */
    public void add(
            String operationId, String type, @Nullable String database, Consumer<OperationEvent.Builder> whatHappened) {
        outbox.add(Topics.EVENTS, operationId, event(operationId, type, database, whatHappened));
    }

    /** Adds one that tells how far an operation is; several go out together. Call it in a transaction. */
    void addProgress(String operationId, String type, @Nullable String database, Progress progress) {
        outbox.addUnhurried(
                Topics.EVENTS, operationId, event(operationId, type, database, event -> event.setProgress(progress)));
    }

    private OperationEvent event(
            String operationId, String type, @Nullable String database, Consumer<OperationEvent.Builder> whatHappened) {
        var event = OperationEvent.newBuilder()
                .setId(Uuid7.next())
                .setAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setSource(source)
                .setCorrelationId(operationId)
                .setCauseId(operationId)
                .setOperationId(operationId)
                .setCommandType(type)
                .setDatabase(database);
        whatHappened.accept(event);
        return event.build();
    }
}
