package io.chronoops.monitor.rule;

import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import io.chronoops.monitor.rule.Decided.Change;
import io.chronoops.monitor.rule.Observation.Gone;
import io.chronoops.monitor.rule.Observation.Measured;
import io.chronoops.monitor.rule.Observation.Unseen;
import io.chronoops.monitor.rule.Standing.Active;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an observation is a breach. Pure: the same observations in the same order decide the same, live or replayed. */
public final class Decide {
    private Decide() {}

    /** The next standing, and what changed. */
    public static Decided decide(Standing standing, Observation observation, Rule rule) {
        return switch (observation) {
            case Unseen _ -> Decided.quietly(standing.unseen());
            case Gone gone -> clearing(standing.active(), Map.of(), gone.at(), null, rule);
            case Measured measured -> judged(standing, measured, rule);
        };
    }

    private static Decided judged(Standing standing, Measured measured, Rule rule) {
        var over = new EnumMap<Severity, Instant>(Severity.class);
        for (Severity crossed : rule.bound().crossed(measured.value())) {
            over.put(crossed, standing.over().getOrDefault(crossed, measured.at()));
        }
        var reached = reached(over, measured.at(), rule);
        var active = standing.active();
        if (reached.isPresent() && (active == null || reached.get().compareTo(active.severity()) > 0)) {
            return opened(
                    active == null ? BreachKind.BREACHED : BreachKind.WORSENED, reached.get(), over, measured, rule);
        }
        if (active != null && !rule.bound().isClear(measured.value())) {
            return Decided.quietly(new Standing(over, active.clearingSince(null)));
        }
        return clearing(active, over, measured.at(), measured.value(), rule);
    }

    private static Optional<Severity> reached(Map<Severity, Instant> over, Instant at, Rule rule) {
        return over.entrySet().stream()
                .filter(level -> !level.getValue().plus(rule.hold()).isAfter(at))
                .map(Map.Entry::getKey)
                .max(Severity::compareTo);
    }

    private static Decided opened(
            BreachKind kind, Severity severity, Map<Severity, Instant> over, Measured measured, Rule rule) {
        Instant since = over.getOrDefault(severity, measured.at());
        var change =
                new Change(kind, severity, since, measured.value(), rule.bound().threshold(severity));
        return new Decided(new Standing(over, new Active(severity, since, null)), change);
    }

    private static Decided clearing(
            @Nullable Active active, Map<Severity, Instant> over, Instant at, @Nullable Double value, Rule rule) {
        if (active == null) {
            return Decided.quietly(new Standing(over, null));
        }
        Instant since = active.clearSince() == null ? at : active.clearSince();
        if (since.plus(rule.clearAfter()).isAfter(at)) {
            return Decided.quietly(new Standing(over, active.clearingSince(since)));
        }
        var change = new Change(
                BreachKind.CLEARED,
                active.severity(),
                since,
                value,
                rule.bound().clear());
        return new Decided(new Standing(over, null), change);
    }
}
