package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final List<Alert> ALERTS = Alert.all();

    @Test
    void each_alert_has_a_case_in_which_it_fires_and_one_in_which_it_stays_quiet() {
        var cases = AlertCases.all();
        assertThat(ALERTS).extracting(Alert::name).isNotEmpty().doesNotHaveDuplicates();
        assertThat(cases.firing()).containsExactlyInAnyOrderElementsOf(names());
        assertThat(cases.quiet()).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void no_alert_makes_a_value_up_where_there_is_none() {
        assertThat(ALERTS).allSatisfy(alert -> assertThat(alert.expr()).doesNotContain("vector("));
    }

    @Test
    void each_alert_says_how_bad_it_is_what_is_wrong_and_against_which_threshold() {
        assertThat(ALERTS).allSatisfy(alert -> {
            assertThat(alert.label("severity")).as(alert.name()).isIn("info", "warning", "critical");
            assertThat(alert.annotation("summary")).as(alert.name()).isNotBlank();
            assertThat(alert.annotation("description"))
                    .as(alert.name())
                    .contains("$value")
                    .containsPattern("threshold|must be|objective|told while");
        });
    }

    @Test
    void each_alert_leads_to_a_runbook_that_is_there() {
        assertThat(ALERTS).allSatisfy(alert -> assertThat(Written.path(alert.annotation("runbook_url")))
                .as(alert.name())
                .isRegularFile());
    }

    @Test
    void all_that_monitor_service_judges_is_an_alert_too() {
        var rules = Written.yaml("monitor-service/src/main/resources/application.yaml")
                .at("/chronoops/monitoring/rules")
                .propertyNames();
        assertThat(ALERTS).extracting(alert -> alert.label("rule")).containsAll(rules);
    }

    private static List<String> names() {
        return ALERTS.stream().map(Alert::name).toList();
    }
}
