package io.chronoops.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final Duration TARGET = Duration.ofMillis(100);

    @Test
    void grows_at_most_twofold_while_batches_are_fast() {
        assertThat(new BatchSize(1000).after(Duration.ofMillis(1), TARGET)).isEqualTo(new BatchSize(2000));
        assertThat(new BatchSize(1000).after(Duration.ofMillis(80), TARGET)).isEqualTo(new BatchSize(1250));
    }

    @Test
    void shrinks_at_once_when_a_batch_was_slow() {
        assertThat(new BatchSize(8000).after(Duration.ofSeconds(1), TARGET)).isEqualTo(new BatchSize(800));
    }

    @Test
    void stays_between_a_hundred_and_ten_thousand_rows() {
        assertThat(new BatchSize(9000).after(Duration.ofMillis(10), TARGET)).isEqualTo(new BatchSize(10_000));
        assertThat(new BatchSize(150).after(Duration.ofSeconds(10), TARGET)).isEqualTo(new BatchSize(100));
    }
}
