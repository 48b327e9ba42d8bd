package io.chronoops.router.policy;

import static io.chronoops.router.policy.Severity.CRITICAL;
import static io.chronoops.router.policy.Severity.INFO;
import static io.chronoops.router.policy.Severity.WARNING;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which tiers an incident runs through.
 *
 * @param tiers all of them, soonest first
 * @param routes severity → names of the tiers that are told; none: recorded and shown only
 * @param breath least time between two tiers of one incident that are both overdue, as after a downtime
 */
public record Policy(List<Tier> tiers, Map<Severity, List<String>> routes, Duration breath) {
    public Policy {
        tiers = List.copyOf(tiers);
        Map<Severity, List<String>> all = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            all.put(severity, List.copyOf(routes.getOrDefault(severity, List.of())));
        }
        routes = Map.copyOf(all);
        var names = tiers.stream().map(Tier::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("chronoops.policy.tiers names a tier twice: " + names);
        }
        routes.forEach((severity, told) -> told.stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("chronoops.policy.severities." + severity + " names the tier "
                            + name + ", which is none of " + names);
                }));
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).delay().compareTo(tiers.get(i - 1).delay()) < 0) {
                throw new IllegalArgumentException("chronoops.policy.tiers must stand soonest first, but "
                        + tiers.get(i).name() + " comes before "
                        + tiers.get(i - 1).name());
            }
        }
    }

    /** The customer's own: four tiers for critical, two for warning, info is recorded. */
    public static Policy standard() {
        return new Policy(
                List.of(
                        new Tier("devops", Duration.ZERO, "devops"),
                        new Tier("dba", Duration.ofMinutes(15), "dba"),
                        new Tier("backend-lead", Duration.ofMinutes(30), "backend-lead"),
                        new Tier("infra-lead", Duration.ofMinutes(45), "infra-lead")),
                Map.of(
                        CRITICAL, List.of("devops", "dba", "backend-lead", "infra-lead"),
                        WARNING, List.of("devops", "dba"),
                        INFO, List.of()),
                Duration.ofMinutes(1));
    }

    /** What this policy is called in the log: the same text always has the same version. */
    public String version() {
        return PolicyText.version(this);
    }

    /** Whether incidents of this severity are told to anyone. */
    public boolean tells(Severity severity) {
        return !told(severity).isEmpty();
    }

    /** The place of the next tier of this severity after those told already, if there is one. */
    public Optional<Integer> next(Severity severity, Collection<String> toldAlready) {
        return IntStream.range(0, tiers.size())
                .filter(place -> told(severity).contains(tiers.get(place).name()))
                .filter(place -> !toldAlready.contains(tiers.get(place).name()))
                .boxed()
                .findFirst();
    }

    /** Half of a short gap, the breath of a long one: so that catching up never shifts a tier that is on time. */
    public Duration breathBefore(int place) {
        if (place == 0) {
            return Duration.ZERO;
        }
        Duration half =
                tiers.get(place).delay().minus(tiers.get(place - 1).delay()).dividedBy(2);
        return half.compareTo(breath) < 0 ? half : breath;
    }

    /** The tier of this name, if the policy has it. */
    public Optional<Tier> tier(String name) {
        return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }

    private List<String> told(Severity severity) {
        return routes.getOrDefault(severity, List.of());
    }
}
