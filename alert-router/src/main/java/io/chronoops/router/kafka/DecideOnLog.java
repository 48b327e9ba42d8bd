package io.chronoops.router.kafka;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.router.incident.Decide;
import io.chronoops.router.incident.Decision;
import io.chronoops.router.incident.Logged;
import io.chronoops.router.incident.Timer;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.wire.ReadLog;
import io.chronoops.router.wire.WriteIncident;
import io.chronoops.router.wire.WriteLog;
import io.chronoops.router.wire.WriteNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decides on each record of the alert log, and puts due timers on it: the clock is read here alone, and what it says is a record. */
final class DecideOnLog implements Processor<String, AlertEvent, String, SpecificRecord> {
    private static final Duration FORGET_EVERY = Duration.ofHours(6);

    private final Policy configured;
    private final Timing timing;
    private final RouterMetrics metrics;
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable StoreState state;
    private Instant settled = Instant.MAX;
    private Instant earliestDue = Instant.MIN;
    private Instant forgetAt = Instant.MIN;
    private boolean policyOffered;
    private boolean countAgain = true;

    DecideOnLog(Policy configured, Timing timing, RouterMetrics metrics) {
        this.configured = configured;
        this.timing = timing;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> started) {
        context = started;
        state = new StoreState(started);
        settled = Instant.ofEpochMilli(started.currentSystemTimeMs()).plus(timing.settle());
        started.schedule(timing.tick(), PunctuationType.WALL_CLOCK_TIME, now -> tick(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<String, AlertEvent> record) {
        if (record.value() == null) {
            metrics.input("unknown", "not_understood");
            return;
        }
        Logged logged = ReadLog.read(record.value(), Instant.ofEpochMilli(record.timestamp()));
        Decision decision = Decide.decide(state(), logged);
        state().take(logged, decision);
        if (decision instanceof Decision.Changed changed) {
            forward(changed, record.timestamp());
        }
        metrics.input(logged.entry().kind(), decision.outcome().word());
        FaultPoint.reached("router.after-decide");
    }

    private void forward(Decision.Changed changed, long at) {
        String id = changed.incident().id();
        context().forward(new Record<>(id, WriteIncident.write(changed.incident()), at), Names.TO_INCIDENTS);
        changed.notices().forEach(notice -> {
            context().forward(new Record<>(id, WriteNotification.write(notice), at), Names.TO_NOTIFICATIONS);
            metrics.notification(notice.receiver(), notice.action());
        });
        if (changed.timer() instanceof Timer.Change.Wind wind
                && wind.timer().due().isBefore(earliestDue)) {
            earliestDue = wind.timer().due();
        }
        countAgain = true;
    }

    private void tick(Instant now) {
        if (!policyOffered) {
            policyOffered = true;
            if (!state().policy().version().equals(configured.version()) || !state().knows(configured.version())) {
                log(WriteLog.changed(configured, now), now);
            }
        }
        if (countAgain) {
            metrics.open(state().open());
            countAgain = false;
        }
        if (now.isAfter(settled) && !now.isBefore(earliestDue)) {
            fireTimers(now);
        }
        if (now.isAfter(forgetAt)) {
            state().forget(now.minus(timing.remember()));
            forgetAt = now.plus(FORGET_EVERY);
        }
    }

    private void fireTimers(Instant now) {
        Instant next = Instant.MAX;
        for (Timer timer : state().timers()) {
            if (!timer.due().isAfter(now)) {
                state().fired(timer);
                log(WriteLog.fired(timer, now), now);
                FaultPoint.reached("router.after-timer");
            } else if (timer.due().isBefore(next)) {
                next = timer.due();
            }
        }
        earliestDue = next;
    }

    private void log(AlertEvent event, Instant now) {
        context().forward(new Record<>(null, event, now.toEpochMilli()), Names.TO_LOG);
    }

    @Override
    public void close() {
        metrics.open(Map.of());
    }

    private StoreState state() {
        return Objects.requireNonNull(state);
    }

    private ProcessorContext<String, SpecificRecord> context() {
        return Objects.requireNonNull(context);
    }
}
