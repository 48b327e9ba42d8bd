package io.chronoops.router;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Who can be told, by name. */
@ConfigurationProperties("chronoops")
public record ReceiversProperties(Map<String, ReceiverProperties> receivers) {
    /**
     * One receiver. Its secret, the file {@code receivers/<name>} below the secrets folder, is the routing key of PagerDuty,
     * the address of Slack and of a webhook.
     *
     * @param url base address; only for PagerDuty
     */
    public record ReceiverProperties(Kind kind, @Nullable URI url) {}

    /** How a receiver is told. */
    public enum Kind {
        PAGERDUTY,
        SLACK,
        WEBHOOK
    }
}
