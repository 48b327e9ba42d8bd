package io.chronoops.endtoend.place;

import java.time.Duration;
import java.util.Map;

/** The settings that a demo makes shorter than production has them, and where its pager is: a file for each service. */
public final class ShortDelays {
    /** From an incident's start to the second tier; production: 15 min. */
    public static final Duration SECOND_TIER = Duration.ofSeconds(5);
    /** To the third; production: 30 min. */
    public static final Duration THIRD_TIER = Duration.ofSeconds(10);

    private static final Duration FOURTH_TIER = Duration.ofSeconds(15);

    private ShortDelays() {}

    static Map<String, String> of(String pager) {
        return Map.of("backup-service", """
                # production: 60s
                chronoops.archive.seal-after=5s
                """, "monitor-service", """
                # production: 15s, 30s, 60s, 30s
                chronoops.monitor.intervals.connections=1s
                chronoops.monitoring.rules.connections.hold=2s
                chronoops.monitoring.rules.connections.clear-after=2s
                chronoops.analytics.look=2s
                """, "alert-router", """
                # production: 15m, 30m, 45m, 1m
                chronoops.policy.tiers.dba.delay=%s
                chronoops.policy.tiers.backend-lead.delay=%s
                chronoops.policy.tiers.infra-lead.delay=%s
                chronoops.policy.breath=1s
                # production: https://events.pagerduty.com
                chronoops.receivers.devops.url=%s
                chronoops.receivers.dba.url=%s
                chronoops.receivers.infra-lead.url=%s
                """.formatted(
                        SECOND_TIER, THIRD_TIER, FOURTH_TIER, pager, pager, pager));
    }
}
