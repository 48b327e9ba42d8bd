package io.chronoops.router.metrics;

import io.chronoops.alerts.DeliveryState;
import io.chronoops.router.incident.Notice;
import io.chronoops.router.incident.Outcome;
import io.chronoops.router.policy.Severity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the router counts; METRICS.md says what each means. All are there from the start, at 0. */
public final class RouterMetrics {
    private static final String INPUTS = "chronoops.router.inputs";
    private static final String NOTIFICATIONS = "chronoops.notifications";
    private static final String DELIVERIES = "chronoops.deliveries";
    private static final List<String> INBOUND = List.of("logged", "not_an_alert", "unknown_kind", "dead_letter");
    private static final Map<String, List<String>> OUTCOMES = Map.of(
            "breach", INBOUND,
            "operation", INBOUND,
            "fired", words(Outcome.OPENED, Outcome.JOINED, Outcome.WORSENED, Outcome.RECORDED, Outcome.DUPLICATE),
            "cleared", words(Outcome.RESOLVED, Outcome.NOTHING_OPEN, Outcome.DUPLICATE),
            "acknowledged", words(Outcome.ACKNOWLEDGED, Outcome.ALREADY_ACKNOWLEDGED, Outcome.ALREADY_RESOLVED),
            "resolved", words(Outcome.RESOLVED, Outcome.ALREADY_RESOLVED),
            "policy", words(Outcome.ADOPTED),
            "timer", words(Outcome.ESCALATED, Outcome.EXPIRED),
            "unknown", words(Outcome.NOT_UNDERSTOOD));

    private final MeterRegistry registry;
    private final Timer pageDelay;
    private final Map<Severity, AtomicInteger> open = new EnumMap<>(Severity.class);

    /** Counts into this registry. */
    public RouterMetrics(MeterRegistry registry, Collection<String> receivers) {
        this.registry = registry;
        this.pageDelay = Timer.builder("chronoops.page.delay")
                .description("From an incident's start until its first tier has the page")
                .serviceLevelObjectives(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5))
                .register(registry);
        for (Severity severity : Severity.values()) {
            var count = new AtomicInteger();
            open.put(severity, count);
            Gauge.builder("chronoops.incidents.open", count, AtomicInteger::get)
                    .description("Incidents that are open or acknowledged")
                    .tag("severity", word(severity))
                    .register(registry);
        }
        receivers.forEach(this::startAtZero);
        OUTCOMES.forEach((kind, outcomes) -> outcomes.forEach(outcome -> inputs(kind, outcome)));
    }

    /** A record came in and this became of it. */
    public void input(String kind, String outcome) {
        inputs(kind, outcome).increment();
    }

    /** Somebody is to be told. */
    public void notification(String receiver, Notice.Action action) {
        notifications(receiver, action).increment();
    }

    /** One attempt to tell somebody. */
    public void delivery(String receiver, DeliveryState state) {
        deliveries(receiver, state).increment();
    }

    /** An incident's first page was delivered so long after its start. */
    public void firstPage(Duration afterStart) {
        pageDelay.record(afterStart.isNegative() ? Duration.ZERO : afterStart);
    }

    /** So many incidents are not over; nothing where another instance decides. */
    public void open(Map<Severity, Integer> counts) {
        open.forEach((severity, count) -> count.set(counts.getOrDefault(severity, 0)));
    }

    private void startAtZero(String receiver) {
        for (Notice.Action action : Notice.Action.values()) {
            notifications(receiver, action);
        }
        for (DeliveryState state : List.of(DeliveryState.DELIVERED, DeliveryState.RETRYING, DeliveryState.GAVE_UP)) {
            deliveries(receiver, state);
        }
    }

    private Counter inputs(String kind, String outcome) {
        return Counter.builder(INPUTS)
                .description("Records read; each has exactly one outcome")
                .tags("kind", kind, "outcome", outcome)
                .register(registry);
    }

    private Counter notifications(String receiver, Notice.Action action) {
        return Counter.builder(NOTIFICATIONS)
                .description("Things decided to be told")
                .tags("receiver", receiver, "action", word(action))
                .register(registry);
    }

    private Counter deliveries(String receiver, DeliveryState state) {
        return Counter.builder(DELIVERIES)
                .description("Attempts to tell a receiver")
                .tags("receiver", receiver, "state", word(state))
                .register(registry);
    }

    private static List<String> words(Outcome... outcomes) {
        return Arrays.stream(outcomes).map(Outcome::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
