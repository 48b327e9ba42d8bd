package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The dashboard linter's rules, and Grafana's own. */
class DashboardTest {
    private static final int SOURCE_IS_AN_OBJECT = 36;
    private static final Pattern RANGE = Pattern.compile("\\[([^]]+)]");
    private static final Pattern COUNTER = Pattern.compile("(\\w+\\()?\\w+_total\\b");

    private final Dashboard dashboard = Dashboard.overview();

    @Test
    void it_cannot_be_edited_in_place_and_its_form_is_of_one_version() {
        assertThat(dashboard.json().get("editable").asBoolean()).isFalse();
        assertThat(dashboard.json().get("schemaVersion").asInt()).isGreaterThanOrEqualTo(SOURCE_IS_AN_OBJECT);
        assertThat(dashboard.json().get("uid").asString()).isNotBlank();
        assertThat(dashboard.json().findValues("datasource")).isNotEmpty().allSatisfy(source -> {
            assertThat(source.path("type").asString()).isEqualTo("prometheus");
            assertThat(source.path("uid").asString()).isEqualTo("${datasource}");
        });
    }

    @Test
    void its_source_job_instance_and_database_can_be_chosen() {
        JsonNode source = dashboard.variable("datasource");
        assertThat(source.get("type").asString()).isEqualTo("datasource");
        assertThat(source.get("query").asString()).isEqualTo("prometheus");
        assertThat(List.of("job", "instance", "database")).allSatisfy(name -> {
            JsonNode variable = dashboard.variable(name);
            assertThat(variable.get("type").asString()).isEqualTo("query");
            assertThat(variable.get("multi").asBoolean()).isTrue();
            assertThat(variable.get("allValue").asString()).isEqualTo(".+");
        });
    }

    @Test
    void the_source_that_it_chooses_first_is_the_one_that_grafana_is_given() {
        var given = Written.yaml("monitoring/grafana/provisioning/datasources/prometheus.yml")
                .at("/datasources/0/uid")
                .asString();
        assertThat(dashboard.variable("datasource").at("/current/value").asString())
                .isEqualTo(given);
    }

    @Test
    void each_panel_has_a_title_a_description_and_a_unit() {
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.path("title").asString("")).isNotBlank();
            assertThat(panel.path("description").asString("")).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).isNotBlank();
        });
        assertThat(dashboard.panels())
                .extracting(panel -> panel.get("title").asString())
                .doesNotHaveDuplicates();
        assertThat(dashboard.json().findValues("id")).doesNotHaveDuplicates();
    }

    @Test
    void each_expression_follows_job_and_instance_and_makes_no_value_up() {
        assertThat(dashboard.queries()).isNotEmpty().allSatisfy(query -> {
            long selectors = query.expr().chars().filter(c -> c == '{').count();
            assertThat(query.expr().split("job=~\"\\$job\"", -1)).hasSize((int) selectors + 1);
            assertThat(query.expr().split("instance=~\"\\$instance\"", -1)).hasSize((int) selectors + 1);
            assertThat(query.expr()).doesNotContain("vector(");
        });
    }

    @Test
    void rates_are_over_grafanas_interval_and_counters_are_only_seen_as_rates() {
        assertThat(dashboard.queries()).allSatisfy(query -> {
            assertThat(RANGE.matcher(query.expr()).results().map(range -> range.group(1)))
                    .allMatch("$__rate_interval"::equals);
            assertThat(COUNTER.matcher(query.expr()).results().map(counter -> String.valueOf(counter.group(1))))
                    .allMatch(List.of("rate(", "increase(")::contains);
        });
    }

    @Test
    void panels_do_not_cover_each_other_and_stay_on_the_screen() {
        var taken = new java.util.HashSet<String>();
        assertThat(dashboard.json().get("panels").valueStream()).allSatisfy(panel -> {
            JsonNode at = panel.get("gridPos");
            int right = at.get("x").asInt() + at.get("w").asInt();
            assertThat(right).isLessThanOrEqualTo(24);
            for (int x = at.get("x").asInt(); x < right; x++) {
                for (int y = at.get("y").asInt();
                        y < at.get("y").asInt() + at.get("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "," + y))
                            .as("%s at %d,%d", panel.get("title"), x, y)
                            .isTrue();
                }
            }
        });
    }
}
