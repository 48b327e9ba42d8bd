package io.chronoops.router.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Policies for tests. */
public final class Policies {
    private Policies() {}

    /** The standard tiers, this far apart. */
    public static Policy every(Duration gap) {
        Policy standard = Policy.standard();
        List<Tier> tiers = standard.tiers();
        return new Policy(
                List.of(
                        new Tier("devops", Duration.ZERO, "devops"),
                        new Tier("dba", gap, tiers.get(1).receiver()),
                        new Tier(
                                "backend-lead",
                                gap.multipliedBy(2),
                                tiers.get(2).receiver()),
                        new Tier("infra-lead", gap.multipliedBy(3), tiers.get(3).receiver())),
                Map.copyOf(standard.routes()),
                standard.breath());
    }
}
