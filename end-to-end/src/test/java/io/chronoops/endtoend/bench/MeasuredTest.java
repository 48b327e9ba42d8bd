package io.chronoops.endtoend.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void one_slow_round_does_not_decide() {
        assertThat(Measured.median(List.of(took(3), took(100), took(2)), Measured::wall))
                .isEqualTo(3);
    }

    @Test
    void of_an_even_number_of_rounds_it_is_between_the_two_in_the_middle() {
        assertThat(Measured.median(List.of(took(4), took(2)), Measured::wall)).isEqualTo(3);
    }

    private static Measured took(double seconds) {
        return new Measured(seconds, Double.NaN, 0, 0, 0, 0);
    }
}
