package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricNamesTest {
    @Test
    void names_are_found_beside_functions_words_and_labels() {
        assertThat(MetricNames.in(
                        "sum by (database) (rate(a_total{x=\"y{z}\"}[5m])) / b > 3 and on () {__name__=~\"c|d\"}"))
                .containsExactly("a_total", "b", "c", "d");
    }

    @Test
    void every_metric_of_the_alerts_and_of_the_dashboard_is_documented() {
        var used = Stream.concat(
                        Alert.all().stream().map(Alert::expr),
                        Dashboard.overview().queries().stream().map(Dashboard.Query::expr))
                .flatMap(expr -> MetricNames.in(expr).stream())
                .distinct();
        assertThat(MetricNames.documented()).containsAll(used.toList());
    }
}
