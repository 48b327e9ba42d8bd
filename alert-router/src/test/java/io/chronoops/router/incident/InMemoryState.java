package io.chronoops.router.incident;

import io.chronoops.router.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The state of a log decided in memory. */
public final class InMemoryState implements State {
    private final Set<String> decided = new HashSet<>();
    private final Map<String, Incident> incidents = new TreeMap<>();
    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, Timer> timers = new TreeMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private Policy policy;

    public InMemoryState(Policy policy) {
        this.policy = policy;
        policies.put(policy.version(), policy);
    }

    /** Decides a record and takes the decision in. */
    public Outcome take(Logged logged) {
        Decision decision = Decide.decide(this, logged);
        decided.add(logged.id());
        switch (decision) {
            case Decision.Nothing _ -> {}
            case Decision.Adopted adopted -> {
                policy = adopted.policy();
                policies.put(policy.version(), policy);
            }
            case Decision.Changed changed -> take(changed);
        }
        return decision.outcome();
    }

    private void take(Decision.Changed changed) {
        incidents.put(changed.incident().id(), changed.incident());
        notices.addAll(changed.notices());
        switch (changed.timer()) {
            case Timer.Change.Keep _ -> {}
            case Timer.Change.Cancel _ -> timers.remove(changed.incident().id());
            case Timer.Change.Wind wind -> timers.put(changed.incident().id(), wind.timer());
        }
    }

    /** Every notice so far, in order. */
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** The timers that run. */
    public List<Timer> timers() {
        return List.copyOf(timers.values());
    }

    /** Every incident so far. */
    public List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

    @Override
    public boolean decided(String recordId) {
        return decided.contains(recordId);
    }

    @Override
    public Optional<Incident.Live> live(String key) {
        return incidents.values().stream()
                .filter(incident -> incident.story().trouble().key().equals(key))
                .filter(Incident.Live.class::isInstance)
                .map(Incident.Live.class::cast)
                .findFirst();
    }

    @Override
    public Optional<Incident> incident(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public Policy policy(String version) {
        return policies.getOrDefault(version, policy);
    }
}
