package io.chronoops.stack.pager;

import java.time.Instant;

/** Any request that came, with the status that it got. */
public record Received(Instant at, String path, String body, int status) {}
