package io.chronoops.router;

import io.chronoops.kit.databases.Secrets;
import io.chronoops.router.delivery.Backoff;
import io.chronoops.router.delivery.Receiver;
import io.chronoops.router.delivery.Receivers;
import io.chronoops.router.delivery.SecretSource;
import io.chronoops.router.http.KeyedReceiver;
import io.chronoops.router.http.KeyedReceiver.Form;
import io.chronoops.router.http.PostJson;
import io.chronoops.router.metrics.ReconciliationMetrics;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.router.pagerduty.PagerDutyForm;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.Tier;
import io.chronoops.router.reconcile.Reconciliation;
import io.chronoops.router.slack.SlackForm;
import io.chronoops.router.webhook.WebhookForm;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the policy, the receivers and the metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PolicyProperties.class, ReceiversProperties.class, DeliveryProperties.class})
class RouterConfiguration {
    private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com");

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Secrets secrets(@Value("${chronoops.secrets.dir}") Path folder) {
        return new Secrets(folder);
    }

    @Bean
    Policy policy(PolicyProperties properties, ReceiversProperties receivers) {
        Policy policy = properties.policy();
        for (Tier tier : policy.tiers()) {
            if (!receivers.receivers().containsKey(tier.receiver())) {
                throw new IllegalArgumentException("tier " + tier.name() + " is told through the receiver "
                        + tier.receiver() + ", which chronoops.receivers does not have; it has "
                        + receivers.receivers().keySet());
            }
        }
        return policy;
    }

    @Bean
    Backoff backoff(DeliveryProperties properties) {
        return properties.backoff();
    }

    @Bean
    Receivers receivers(ReceiversProperties properties, DeliveryProperties delivery, Secrets secrets) {
        return new Receivers(properties.receivers().entrySet().stream()
                .map(entry ->
                        receiver(entry.getKey(), form(entry.getValue()), secrets, new PostJson(delivery.timeout())))
                .toList());
    }

    private static Receiver receiver(String name, Form form, Secrets secrets, PostJson post) {
        SecretSource secret = () -> {
            try {
                return secrets.read("receivers/" + name);
            } catch (Secrets.SecretMissing e) {
                throw new SecretSource.Missing("receiver " + name + ": " + e.getMessage());
            }
        };
        return new KeyedReceiver(name, form, secret, post);
    }

    private static Form form(ReceiversProperties.ReceiverProperties receiver) {
        return switch (receiver.kind()) {
            case PAGERDUTY -> new PagerDutyForm(receiver.url() == null ? PAGERDUTY : receiver.url());
            case SLACK -> new SlackForm();
            case WEBHOOK -> new WebhookForm();
        };
    }

    @Bean
    RouterMetrics routerMetrics(MeterRegistry registry, ReceiversProperties receivers) {
        return new RouterMetrics(registry, receivers.receivers().keySet());
    }

    @Bean
    ReconciliationMetrics reconciliationMetrics(MeterRegistry registry, Reconciliation reconciliation, Clock clock) {
        return new ReconciliationMetrics(registry, reconciliation, clock);
    }
}
