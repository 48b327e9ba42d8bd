package io.chronoops.endtoend.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SheetsTest {
    private static final Result RESULT = new Result(
            "data",
            "server",
            "service",
            List.of(
                    Row.ratio("a backup: time", "s", 9.0, 20.0, "pg_dump", 0.45),
                    Row.rate("capture", "events/s", 7_000, 10_000, "Debezium alone", 0.7, "40 µs each"),
                    Row.skipped("another backup: time", "pgbackrest", 0.75, "apt-get is not here"),
                    Row.limited("heap", "MiB", 300, 256, "process at most 400 MiB")),
            Map.of("pg_dump", List.of(new Measured(20, Double.NaN, 1_000_000, 0, 38, 8))));

    @Test
    void a_person_sees_what_was_met_missed_and_skipped() {
        assertThat(new TableSheet().of(RESULT).lines())
                .anyMatch(line -> line.startsWith("✓ a backup: time") && line.contains("0.45  ≤ 0.45  pg_dump"))
                .anyMatch(line -> line.startsWith("✓ capture") && line.contains("0.70  ≥ 0.7"))
                .anyMatch(line -> line.startsWith("- another backup") && line.contains("skipped: apt-get is not here"))
                .anyMatch(line -> line.startsWith("✗ heap") && line.contains("≤ 256"));
    }

    @Test
    void json_has_the_agreed_keys_in_each_row() {
        JsonNode rows = JsonMapper.builder()
                .build()
                .readTree(new JsonSheet().of(RESULT))
                .path("rows");

        assertThat(rows).hasSize(4).allSatisfy(row -> assertThat(row.propertyNames())
                .contains("work", "ours", "peer", "peer_name", "ratio", "goal", "met"));
        assertThat(rows.path(1).path("goal_is").asString()).isEqualTo("at least");
        assertThat(rows.path(0).path("met").asBoolean()).isTrue();
        assertThat(rows.path(2).path("met").isNull()).isTrue();
    }
}
