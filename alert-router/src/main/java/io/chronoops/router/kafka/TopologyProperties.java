package io.chronoops.router.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How the topology runs; application.yaml says what each key means. */
@ConfigurationProperties("chronoops.topology")
public record TopologyProperties(
        int standbyReplicas,
        Duration commitInterval,
        Duration sessionTimeout,
        Duration tick,
        Duration settle,
        Duration remember) {
    Timing timing() {
        return new Timing(tick, settle, remember);
    }
}
