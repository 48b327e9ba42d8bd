package io.chronoops.endtoend.place;

import io.chronoops.stack.pager.PageEvent;
import io.chronoops.stack.pager.PageEvent.Action;
import io.chronoops.stack.pager.PagerReceiver;
import io.chronoops.stack.pager.SlackMessage;
import io.chronoops.stack.process.Folders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those who are paged: a receiver on this machine that takes PagerDuty's events and Slack's messages, and the way to it. */
public final class OnCall implements AutoCloseable {
    private static final int KEY_LENGTH = 32;

    private final PagerReceiver pager = PagerReceiver.start();

    /** Where PagerDuty is, for the router. */
    String url() {
        return pager.url();
    }

    /** Puts the routing keys and the webhook where the router looks for them. */
    void writeSecrets(Path secrets) {
        Path folder = Folders.make(secrets.resolve("receivers"));
        Map.of(
                        "devops", key("devops"),
                        "dba", key("dba"),
                        "backend-lead", pager.slackUrl("backend-alerts"),
                        "infra-lead", key("infra-lead"))
                .forEach((receiver, secret) -> Folders.writeSecret(folder.resolve(receiver), secret));
    }

    /** The page that opened an alert about this at a tier. */
    public Optional<PageEvent> page(String tier, String about) {
        return events(tier, Action.TRIGGER).stream()
                .filter(event -> event.summary().contains(about))
                .findFirst();
    }

    /** What a tier was told of an incident. */
    public Optional<PageEvent> told(String tier, Action action, String incident) {
        return events(tier, action).stream()
                .filter(event -> event.dedupKey().equals(incident))
                .findFirst();
    }

    /** Slack's messages about this. */
    public List<SlackMessage> messages(String about) {
        return pager.messages().stream()
                .filter(message -> message.text().contains(about))
                .toList();
    }

    private List<PageEvent> events(String tier, Action action) {
        return pager.events().stream()
                .filter(event -> event.routingKey().equals(key(tier)) && event.action() == action)
                .toList();
    }

    private static String key(String tier) {
        return String.format("%s-routing-key-%032d", tier, 0).substring(0, KEY_LENGTH);
    }

    @Override
    public void close() {
        pager.close();
    }
}
