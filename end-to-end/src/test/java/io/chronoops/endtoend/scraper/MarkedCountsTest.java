package io.chronoops.endtoend.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkedCountsTest {
    private static final MarkedCounts SQL =
            new MarkedCounts("m", 3, Map.of("status", Map.of("pending", 2L, "failed", 1L)));

    @Test
    void equal_counts_differ_in_nothing_and_a_count_of_none_is_no_count() {
        assertThat(SQL.difference(Map.of("status", Map.of("pending", 2L, "failed", 1L, "retry", 0L))))
                .isEmpty();
    }

    @Test
    void tells_a_count_that_is_other_and_one_that_sql_does_not_have() {
        assertThat(SQL.difference(Map.of("status", Map.of("pending", 1L, "failed", 1L))))
                .isEqualTo("status pending: SQL 2, counted 1");
        assertThat(SQL.difference(Map.of("status", Map.of("pending", 2L, "failed", 1L, "retry", 5L))))
                .isEqualTo("status retry: SQL 0, counted 5");
    }
}
