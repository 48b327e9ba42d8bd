package io.chronoops.router.pagerduty;

import io.chronoops.alerts.Notification;
import io.chronoops.router.http.KeyedReceiver.Form;
import io.chronoops.router.http.Say;
import java.net.URI;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** PagerDuty's events; the secret is the routing key. The dedup key is the incident's id, at every receiver. */
public final class PagerDutyForm implements Form {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SUMMARY = 1024;
    private static final int EVIDENCE = 100_000;

    private final URI address;

    /** Below this base address, PagerDuty's own or one that is compatible. */
    public PagerDutyForm(URI base) {
        this.address = URI.create(base.toString().replaceAll("/+$", "") + "/v2/enqueue");
    }

    @Override
    public URI address(String secret) {
        return address;
    }

    @Override
    public String body(Notification notification, String secret) {
        ObjectNode body = JSON.createObjectNode()
                .put("routing_key", secret)
                .put("event_action", notification.getAction().name().toLowerCase(Locale.ROOT))
                .put("dedup_key", notification.getDedupKey())
                .put("client", "Chrono Ops");
        body.set("payload", payload(notification));
        if (notification.getRunbook().startsWith("http")) {
            body.putArray("links")
                    .addObject()
                    .put("href", notification.getRunbook())
                    .put("text", "Runbook");
        }
        return body.toString();
    }

    private static ObjectNode payload(Notification notification) {
        ObjectNode payload = JSON.createObjectNode()
                .put("summary", Say.atMost(notification.getSummary(), SUMMARY))
                .put("source", Say.where(notification))
                .put("severity", severity(notification))
                .put("timestamp", notification.getStartedAt().toString())
                .put("component", "postgresql")
                .put("group", notification.getDatabase());
        payload.putObject("custom_details")
                .put("incident", notification.getIncidentId())
                .put("value", notification.getValue())
                .put("threshold", notification.getThreshold())
                .put("runbook", notification.getRunbook())
                .put("how_to_acknowledge", notification.getHowToAcknowledge())
                .put("tier", notification.getTier())
                .set("evidence", evidence(notification));
        return payload;
    }

    private static JsonNode evidence(Notification notification) {
        String text = Say.atMost(notification.getEvidence(), EVIDENCE);
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return JSON.getNodeFactory().stringNode(text);
        }
    }

    private static String severity(Notification notification) {
        return switch (notification.getSeverity()) {
            case CRITICAL -> "critical";
            case WARNING, UNKNOWN -> "warning";
            case INFO -> "info";
        };
    }
}
