package io.chronoops.stack.pager;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what is sent to Slack's incoming webhooks. */
final class SlackDesk {
    private final List<SlackMessage> messages = new CopyOnWriteArrayList<>();

    List<SlackMessage> messages() {
        return List.copyOf(messages);
    }

    void clear() {
        messages.clear();
    }

    /** 200 and ok, or 400 and one word. */
    Reply take(String channel, byte[] bytes) {
        JsonNode body;
        try {
            body = JsonMapper.shared().readTree(bytes);
        } catch (JacksonException e) {
            return Reply.text(400, "invalid_payload");
        }
        if (!body.isObject()) return Reply.text(400, "invalid_payload");
        String text = body.path("text").asString("");
        if (text.isEmpty()) return Reply.text(400, "no_text");
        messages.add(new SlackMessage(Instant.now(), channel, text, body));
        return Reply.text(200, "ok");
    }
}
