package io.chronoops.stack.pager;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A message that was taken for a channel. */
public record SlackMessage(Instant at, String channel, String text, JsonNode body) {}
