package io.chronoops.stack.pager;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What PagerDuty refuses in an event, in its own words. Pure. */
final class PageCheck {
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final int ROUTING_KEY = 32;
    private static final int DEDUP_KEY = 255;
    private static final int SUMMARY = 1024;

    private PageCheck() {}

    /** The errors, none where the event is in order. */
    static List<String> errors(JsonNode body) {
        if (!body.isObject()) return List.of("the body is not a JSON object");
        var errors = new ArrayList<String>();
        String action = text(body, "event_action");
        if (text(body, "routing_key").length() != ROUTING_KEY) errors.add("'routing_key' is not 32 characters long");
        if (!ACTIONS.contains(action)) errors.add("'event_action' is not one of trigger, acknowledge, resolve");
        String dedup = text(body, "dedup_key");
        if (dedup.length() > DEDUP_KEY) errors.add("'dedup_key' is longer than 255 characters");
        if (action.equals("trigger")) payload(body.path("payload"), errors);
        else if (dedup.isEmpty()) errors.add("'dedup_key' is missing or blank");
        links(body.path("links"), errors);
        return List.copyOf(errors);
    }

    private static void payload(JsonNode payload, List<String> errors) {
        String summary = text(payload, "summary");
        if (summary.isEmpty()) errors.add("'payload.summary' is missing or blank");
        if (summary.length() > SUMMARY) errors.add("'payload.summary' is longer than 1024 characters");
        if (text(payload, "source").isEmpty()) errors.add("'payload.source' is missing or blank");
        if (!SEVERITIES.contains(text(payload, "severity"))) {
            errors.add("'payload.severity' is not one of critical, error, warning, info");
        }
    }

    private static void links(JsonNode links, List<String> errors) {
        for (JsonNode link : links) if (text(link, "href").isEmpty()) errors.add("'links.href' is missing or blank");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
