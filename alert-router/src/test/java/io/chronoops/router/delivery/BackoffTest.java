package io.chronoops.router.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(1));

    @Test
    void doubles_up_to_the_longest_less_a_random_half() {
        var chance = new Random(7);

        IntStream.rangeClosed(1, 200).forEach(attempt -> {
            long whole = Math.min(30_000, 1000L << Math.min(attempt - 1, 20));
            assertThat(backoff.after(attempt, chance))
                    .isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
        });
    }

    @Test
    void refuses_a_first_retry_of_nothing() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(1)))
                .hasMessageContaining("first-retry");
    }
}
