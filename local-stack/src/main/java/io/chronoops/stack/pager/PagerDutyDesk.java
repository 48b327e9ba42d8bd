package io.chronoops.stack.pager;

import io.chronoops.stack.pager.PageEvent.Action;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes PagerDuty's events. */
final class PagerDutyDesk {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_BYTES = 512 * 1024;

    private final PageBook book = new PageBook();

    PageBook book() {
        return book;
    }

    /** 202 with the dedup key, which is made up where a trigger has none; 400 with the errors; 413 where it is too long. */
    Reply take(byte[] bytes) {
        if (bytes.length > MAX_BYTES) return refused(413, List.of("the body is longer than 512 KB"));
        JsonNode body;
        try {
            body = JSON.readTree(bytes);
        } catch (JacksonException e) {
            return refused(400, List.of("the body is not JSON"));
        }
        List<String> errors = PageCheck.errors(body);
        if (!errors.isEmpty()) return refused(400, errors);
        PageEvent event = event(body);
        book.take(event);
        return Reply.json(
                202,
                JSON.writeValueAsString(
                        Map.of("status", "success", "message", "Event processed", "dedup_key", event.dedupKey())));
    }

    /** Whom it is for, also where the rest is in disorder. */
    static String routingKey(byte[] bytes) {
        try {
            return JSON.readTree(bytes).path("routing_key").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private static PageEvent event(JsonNode body) {
        String given = body.path("dedup_key").asString("");
        return new PageEvent(
                Instant.now(),
                body.path("routing_key").asString(),
                Action.valueOf(body.path("event_action").asString().toUpperCase(Locale.ROOT)),
                given.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : given,
                body.path("payload"),
                body);
    }

    private static Reply refused(int status, List<String> errors) {
        return Reply.json(
                status,
                JSON.writeValueAsString(
                        Map.of("status", "invalid event", "message", "Event object is invalid", "errors", errors)));
    }
}
