package io.chronoops.router.kafka;

import io.chronoops.router.incident.Decision;
import io.chronoops.router.incident.Incident;
import io.chronoops.router.incident.Logged;
import io.chronoops.router.incident.State;
import io.chronoops.router.incident.Timer;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.PolicyText;
import io.chronoops.router.policy.Severity;
import io.chronoops.router.wire.ReadIncident;
import io.chronoops.router.wire.WriteIncident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What decisions have left behind, in the topology's stores. */
final class StoreState implements State {
    private static final String IN_FORCE = "";

    private final KeyValueStore<String, String> outcomes;
    private final KeyValueStore<String, io.chronoops.alerts.Incident> incidents;
    private final KeyValueStore<String, String> live;
    private final KeyValueStore<String, String> policies;
    private final KeyValueStore<String, String> timers;
    private final Map<String, Policy> read = new HashMap<>();

    StoreState(ProcessorContext<?, ?> context) {
        outcomes = context.getStateStore(Names.OUTCOMES);
        incidents = context.getStateStore(Names.INCIDENTS);
        live = context.getStateStore(Names.LIVE);
        policies = context.getStateStore(Names.POLICIES);
        timers = context.getStateStore(Names.TIMERS);
    }

    @Override
    public boolean decided(String recordId) {
        return outcomes.get(recordId) != null;
    }

    @Override
    public Optional<Incident.Live> live(String key) {
        @Nullable String id = live.get(key);
        return id == null
                ? Optional.empty()
                : incident(id).filter(Incident.Live.class::isInstance).map(Incident.Live.class::cast);
    }

    @Override
    public Optional<Incident> incident(String id) {
        return Optional.ofNullable(incidents.get(id)).map(ReadIncident::read);
    }

    @Override
    public Policy policy() {
        return policyText(IN_FORCE);
    }

    @Override
    public Policy policy(String version) {
        return policyText(version);
    }

    /** Whether this policy was ever in force. */
    boolean knows(String version) {
        return policies.get(version) != null;
    }

    private Policy policyText(String version) {
        String text = policies.get(version);
        String found = text == null ? policies.get(IN_FORCE) : text;
        return found == null ? Policy.standard() : read.computeIfAbsent(found, PolicyText::read);
    }

    /** Takes in what was decided; a record that was decided before leaves its first outcome as it is. */
    void take(Logged logged, Decision decision) {
        if (!decided(logged.id())) {
            outcomes.put(
                    logged.id(), decision.outcome().word() + "|" + decision.incidentId() + "|" + logged.loggedAt());
        }
        switch (decision) {
            case Decision.Nothing _ -> {}
            case Decision.Adopted adopted -> {
                String text = PolicyText.write(adopted.policy());
                policies.put(adopted.policy().version(), text);
                policies.put(IN_FORCE, text);
            }
            case Decision.Changed changed -> take(changed);
        }
    }

    private void take(Decision.Changed changed) {
        Incident incident = changed.incident();
        incidents.put(incident.id(), WriteIncident.write(incident));
        String key = incident.story().trouble().key();
        switch (incident) {
            case Incident.Live _ -> live.put(key, incident.id());
            case Incident.Resolved _ -> live.delete(key);
            case Incident.Recorded _ -> {}
        }
        switch (changed.timer()) {
            case Timer.Change.Keep _ -> {}
            case Timer.Change.Cancel _ -> timers.delete(incident.id());
            case Timer.Change.Wind wind ->
                timers.put(
                        incident.id(), wind.timer().tier() + "|" + wind.timer().due());
        }
    }

    /** Every timer that runs. */
    List<Timer> timers() {
        var all = new ArrayList<Timer>();
        try (var entries = timers.all()) {
            entries.forEachRemaining(entry -> {
                String[] parts = entry.value.split("\\|", 2);
                all.add(new Timer(entry.key, Integer.parseInt(parts[0]), Instant.parse(parts[1])));
            });
        }
        return all;
    }

    /** The timer is a record of the log from now on. */
    void fired(Timer timer) {
        timers.delete(timer.incidentId());
    }

    /** How many incidents are not over. */
    Map<Severity, Integer> open() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        try (var entries = live.all()) {
            entries.forEachRemaining(entry -> incident(entry.value)
                    .ifPresent(incident -> counts.merge(incident.story().severity(), 1, Integer::sum)));
        }
        return counts;
    }

    /** Forgets outcomes and ended incidents that are older than this. */
    void forget(Instant before) {
        var old = new ArrayList<String>();
        try (var entries = outcomes.all()) {
            entries.forEachRemaining(entry -> {
                String at = entry.value.substring(entry.value.lastIndexOf('|') + 1);
                if (Instant.parse(at).isBefore(before)) {
                    old.add(entry.key);
                }
            });
        }
        old.forEach(outcomes::delete);
        var ended = new ArrayList<String>();
        try (var entries = incidents.all()) {
            entries.forEachRemaining(entry -> {
                boolean over = !(ReadIncident.read(entry.value) instanceof Incident.Live);
                if (over && entry.value.getAt().isBefore(before)) {
                    ended.add(entry.key);
                }
            });
        }
        ended.forEach(incidents::delete);
    }
}
