package io.chronoops.kit.operation;

import io.chronoops.kit.operation.Outbox.Haste;
import io.chronoops.ops.OperationEvent;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
        add(Haste.AT_ONCE, operationId, type, database, whatHappened);
    }

    void add(
            Haste haste,
            String operationId,
            String type,
            @Nullable String database,
            Consumer<OperationEvent.Builder> whatHappened) {
        outbox.add(haste, Topics.EVENTS, operationId, event(operationId, type, database, whatHappened));
    }

    /** Changes the state of an operation and adds the event that tells so; false: the change changed nothing. */
    boolean change(
            Haste haste,
            String change,
            List<? extends @Nullable Object> values,
            String operationId,
            String type,
            @Nullable String database,
            Consumer<OperationEvent.Builder> whatHappened) {
        return outbox.change(
                haste, change, values, Topics.EVENTS, operationId, event(operationId, type, database, whatHappened));
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
