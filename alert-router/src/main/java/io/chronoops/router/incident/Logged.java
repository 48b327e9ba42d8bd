package io.chronoops.router.incident;

import java.time.Instant;

/**
 * One record of the alert log. Time comes from here and nowhere else.
 *
 * @param at when it happened
 * @param loggedAt when the log took it: the present, as far as a decision is concerned
 */
public record Logged(String id, Instant at, Instant loggedAt, Entry entry) {}
