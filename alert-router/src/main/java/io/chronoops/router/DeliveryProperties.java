package io.chronoops.router;

import io.chronoops.router.delivery.Backoff;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How often and how long a receiver is tried, and how long it may take to answer. */
@ConfigurationProperties("chronoops.delivery")
public record DeliveryProperties(Duration timeout, Duration firstRetry, Duration longestRetry, Duration giveUpAfter) {
    Backoff backoff() {
        return new Backoff(firstRetry, longestRetry, giveUpAfter);
    }
}
