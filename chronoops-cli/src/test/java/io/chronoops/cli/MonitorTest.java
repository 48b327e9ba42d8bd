package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.output.Json;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MonitorTest extends PlayedServices {
    private static final String HEALTH = """
            {"database":"shop","at":"2026-08-27T12:00:00Z","overall":"%s","rules":[
              {"rule":"cache-hit","database":"shop","subject":"","state":"ok","value":0.99,"summary":"","runbook":"r.md"},
              {"rule":"connections","database":"shop","subject":"","state":"critical","value":0.99,"threshold":0.98,
               "since":"2026-08-27T11:58:00Z","summary":"99 %% of connections are in use","runbook":"docs/runbooks/connections.md"}],"probes":[]}""";

    @Test
    void critical_health_exits_1_with_the_gravest_first_and_its_runbook() {
        services.get("/api/v1/databases/shop/health", HEALTH.formatted("critical"));

        Called called = Called.with(services, "monitor", "--health");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out()).isEqualTo("""
                health of shop: critical
                RULE         OF    STATE         SINCE
                connections  shop  critical  2 min ago  99 % of connections are in use
                cache-hit    shop  ok                   0.99
                runbook of connections: docs/runbooks/connections.md
                """);
    }

    @Test
    void all_three_are_one_document_and_one_exported_file() throws Exception {
        services.get("/api/v1/databases/shop/health", HEALTH.formatted("ok"));
        services.get("/api/v1/databases/shop/stats", "{\"database\":\"shop\",\"readings\":[]}");
        services.get("/api/v1/databases/shop/replication", "{\"database\":\"shop\",\"readings\":[],\"subjects\":{}}");

        Called called = Called.with(services, "monitor", "--export", "report.json", "--output", "json");

        assertThat(called.exit()).isZero();
        assertThat(Json.read(called.out()).propertyNames()).containsExactly("stats", "replication", "health");
        assertThat(Json.read(Files.readString(folder.resolve("report.json")))).isEqualTo(Json.read(called.out()));
    }

    @Test
    void a_blind_probe_says_why_among_the_readings() {
        services.get("/api/v1/databases/shop/stats", """
                {"database":"shop","readings":[
                 {"probe":"size","at":"2026-08-27T11:59:50Z","sight":"ok","reason":"","samples":[{"metric":"database_bytes","subject":"","value":216200000.0,"unit":"bytes","evidence":{"files":12.0}}]},
                 {"probe":"dead-tuples","at":"2026-08-27T11:59:50Z","sight":"blind","reason":"NOT_PRIVILEGED: it may not look","samples":[]}]}""");

        Called called = Called.with(services, "monitor", "--stats");

        assertThat(called.out()).isEqualTo("""
                newest readings of shop:
                WHAT            OF     VALUE      READ
                database bytes      216.2 MB  10 s ago  files 12
                dead-tuples            blind  10 s ago  NOT_PRIVILEGED: it may not look
                """);
    }
}
