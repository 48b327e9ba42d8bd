package io.chronoops.router;

import io.chronoops.stack.Stack;
import io.chronoops.stack.pager.PageEvent;
import io.chronoops.stack.pager.PageEvent.Action;
import io.chronoops.stack.pager.PagerReceiver;
import io.chronoops.stack.pager.SlackMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Those who are paged: real receivers on this machine, and the secrets that lead to them. */
final class OnCall implements AutoCloseable {
    static final String DEVOPS = "devops-routing-key-00000000000000";
    static final String DBA = "dba-routing-key-0000000000000000";
    static final String INFRA = "infra-lead-routing-key-000000000";

    final PagerReceiver pager = PagerReceiver.start();

    OnCall(Stack stack) {
        Path folder = stack.secretsDir().resolve("receivers");
        var secrets = Map.of(
                "devops",
                key(DEVOPS),
                "dba",
                key(DBA),
                "infra-lead",
                key(INFRA),
                "backend-lead",
                pager.slackUrl("backend-alerts"));
        try {
            Files.createDirectories(folder);
            for (var secret : secrets.entrySet()) {
                Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PagerDuty's keys are 32 characters long. */
    static String key(String name) {
        return name.substring(0, 32);
    }

    /** PagerDuty's events about this rule, oldest first. */
    List<PageEvent> about(String rule) {
        return pager.events().stream()
                .filter(event -> event.body()
                        .path("payload")
                        .path("summary")
                        .asString("")
                        .contains(rule + " "))
                .toList();
    }

    /** How often this key was triggered about a rule. */
    long triggers(String rule, String key) {
        return about(rule).stream()
                .filter(event ->
                        event.action() == Action.TRIGGER && event.routingKey().equals(key(key)))
                .count();
    }

    /** How often this key was told so of a rule. */
    long told(String rule, String key, Action action) {
        return about(rule).stream()
                .filter(event -> event.action() == action && event.routingKey().equals(key(key)))
                .count();
    }

    /** How many alerts this key has about a rule: a send that was repeated under the same dedup key makes none. */
    long alerts(String rule, String key) {
        List<String> keys = dedupKeys(rule);
        return pager.alerts().stream()
                .filter(alert -> alert.routingKey().equals(key(key)) && keys.contains(alert.dedupKey()))
                .count();
    }

    /** The dedup keys under which a rule was paged. */
    List<String> dedupKeys(String rule) {
        return about(rule).stream().map(PageEvent::dedupKey).distinct().toList();
    }

    /** Slack's messages about a rule. */
    List<SlackMessage> messages(String rule) {
        return pager.messages().stream()
                .filter(message -> message.text().contains(rule + " "))
                .toList();
    }

    @Override
    public void close() {
        pager.close();
    }
}
