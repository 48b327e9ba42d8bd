package io.chronoops.router;

import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.Severity;
import io.chronoops.router.policy.Tier;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The escalation policy, as configured: tiers by name, severities to names of tiers. */
@ConfigurationProperties("chronoops.policy")
public record PolicyProperties(
        Map<String, TierProperties> tiers, Map<Severity, List<String>> severities, Duration breath) {
    /** When a tier is told, and through which receiver. */
    public record TierProperties(Duration delay, String receiver) {}

    Policy policy() {
        List<Tier> soonestFirst = tiers.entrySet().stream()
                .map(entry -> new Tier(
                        entry.getKey(),
                        entry.getValue().delay(),
                        entry.getValue().receiver()))
                .sorted(Comparator.comparing(Tier::delay).thenComparing(Tier::name))
                .toList();
        return new Policy(soonestFirst, severities, breath);
    }
}
