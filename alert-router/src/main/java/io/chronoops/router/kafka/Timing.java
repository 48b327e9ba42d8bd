package io.chronoops.router.kafka;

import java.time.Duration;

/**
 * How the topology deals with time.
 *
 * @param tick how often timers are looked at
 * @param settle how long after a start no timer fires: what happened meanwhile is read first
 * @param remember how long outcomes and ended incidents stay known to the decision
 */
public record Timing(Duration tick, Duration settle, Duration remember) {}
