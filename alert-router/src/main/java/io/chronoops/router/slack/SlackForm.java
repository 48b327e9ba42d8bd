package io.chronoops.router.slack;

import io.chronoops.alerts.Notification;
import io.chronoops.alerts.NotificationAction;
import io.chronoops.router.http.KeyedReceiver.Form;
import io.chronoops.router.http.Say;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Slack's incoming webhooks; the secret is the webhook's address. Text always, for notifications; blocks for the eye. */
public final class SlackForm implements Form {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BLOCK = 2900;

    @Override
    public URI address(String secret) {
        return URI.create(secret);
    }

    /** Slack takes one message a second. */
    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public String body(Notification notification, String secret) {
        String line = Say.line(notification);
        ObjectNode body = JSON.createObjectNode().put("text", plain(notification, line));
        ArrayNode blocks = body.putArray("blocks");
        section(blocks, "*" + escaped(line) + "*");
        if (notification.getAction() == NotificationAction.TRIGGER) {
            facts(blocks, notification);
        }
        var context = blocks.addObject().put("type", "context").putArray("elements");
        context.addObject()
                .put("type", "mrkdwn")
                .put("text", "incident `" + notification.getIncidentId() + "` since " + notification.getStartedAt());
        return body.toString();
    }

    /** All that a telephone shows. */
    private static String plain(Notification notification, String line) {
        if (notification.getAction() != NotificationAction.TRIGGER) {
            return line + "\nincident " + notification.getIncidentId();
        }
        String measure = Say.measure(notification);
        return line + (measure.isEmpty() ? "" : "\n" + measure) + "\nacknowledge: "
                + notification.getHowToAcknowledge();
    }

    private static void facts(ArrayNode blocks, Notification notification) {
        var text = new StringBuilder("*Where* ").append(escaped(Say.where(notification)));
        String measure = Say.measure(notification);
        if (!measure.isEmpty()) {
            text.append("\n*Value* ").append(escaped(measure));
        }
        if (!notification.getRunbook().isEmpty()) {
            text.append("\n*Runbook* ").append(escaped(notification.getRunbook()));
        }
        text.append("\n*Acknowledge* `")
                .append(notification.getHowToAcknowledge())
                .append('`');
        section(blocks, text.toString());
        section(blocks, "```" + escaped(Say.atMost(notification.getEvidence(), BLOCK - 100)) + "```");
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", Say.atMost(text, BLOCK));
    }

    /** Slack's three control characters. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
