package io.chronoops.router.incident;

import java.time.Instant;

/** Who did something, when. */
public record Mark(Instant at, String by) {}
