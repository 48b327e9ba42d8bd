package io.chronoops.endtoend.seen;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.stack.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the real services under load: no panel is empty, and values move. */
class SeenIT {
    private static final String DATABASE = "seen";
    private static final String WINDOW = "5s";
    private static final String COMMITS = "sum(rate(pg_stat_database_xact_commit{database=\"seen\"}[5s]))";
    private static final double MUCH = 50;

    @TempDir
    static Path folder;

    private static final List<AutoCloseable> RUNNING = new ArrayList<>();
    private static WatchedPrometheus prometheus;
    private static double commitsAtRest;

    @BeforeAll
    static void a_stack_under_load() throws Exception {
        Stack stack = Stack.shared();
        Map<String, WatchedService> services = start(stack);
        Map<String, Integer> ports =
                services.values().stream().collect(Collectors.toMap(WatchedService::name, WatchedService::port));
        prometheus = WatchedPrometheus.start(folder, stack.token("viewer"), ports);
        RUNNING.add(prometheus);
        services.values().forEach(WatchedService::awaitUp);
        Awaitility.await().until(prometheus::isReady);
        var backups = new Http("http://127.0.0.1:" + ports.get("backup-service"), stack.token("operator"));
        new OperatedPages(stack, backups, DATABASE).operate();
        commitsAtRest = Awaitility.await()
                .atMost(20, SECONDS)
                .until(() -> prometheus.numbers(COMMITS), numbers -> !numbers.isEmpty())
                .getFirst();
        RUNNING.add(new Load(stack, DATABASE));
    }

    private static Map<String, WatchedService> start(Stack stack) throws Exception {
        Map<String, WatchedService> services = new HashMap<>();
        for (String name : List.of("backup-service", "monitor-service", "migration-service", "alert-router")) {
            if (!WatchedService.isBuilt(name) && !name.startsWith("backup") && !name.startsWith("monitor")) continue;
            WatchedService service = WatchedService.start(stack, name, more(name));
            RUNNING.add(service);
            services.put(name, service);
        }
        return services;
    }

    /** Quicker than in earnest, and a threshold that the load crosses: an open breach must be seen. */
    private static String[] more(String name) {
        return switch (name) {
            case "backup-service" ->
                new String[] {
                    "--chronoops.archive.seal-after=2s",
                    "--chronoops.archive.work=" + folder.resolve("work"),
                    "--chronoops.repository.path=" + folder.resolve("repository")
                };
            case "monitor-service" ->
                new String[] {
                    "--chronoops.monitor.interval=1s", "--chronoops.monitoring.rules.long-queries.levels.WARNING=2",
                };
            case "alert-router" -> nobodyOutside();
            default -> new String[0];
        };
    }

    /** Pages of this test leave the machine in no case. */
    private static String[] nobodyOutside() {
        return Stream.of("devops", "dba", "infra-lead")
                .map(receiver -> "--chronoops.receivers." + receiver + ".url=http://127.0.0.1:9")
                .toArray(String[]::new);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable running : RUNNING.reversed()) running.close();
    }

    @Test
    void no_panel_is_without_data() {
        var queries = Dashboard.overview().queries();
        Awaitility.await().atMost(40, SECONDS).untilAsserted(() -> assertThat(queries)
                .filteredOn(
                        query -> prometheus.numbers(query.forEverything(WINDOW)).isEmpty())
                .isEmpty());
    }

    @Test
    void the_variables_offer_what_is_there() {
        assertThat(prometheus.query("count by (job) (up)")).hasSizeGreaterThan(2);
        assertThat(prometheus.query("count by (database) (pg_up)"))
                .extracting(series -> series.at("/metric/database").asString())
                .contains(DATABASE);
    }

    @Test
    void commits_rise_under_load() {
        Awaitility.await().atMost(20, SECONDS).untilAsserted(() -> assertThat(prometheus.numbers(COMMITS))
                .singleElement()
                .satisfies(commits -> assertThat(commits).isGreaterThan(commitsAtRest + MUCH)));
    }

    @Test
    void rows_by_status_follow_the_writer() {
        String pending = "sum(chronoops_rows{database=\"seen\",column=\"status\",value=\"pending\"})";
        double before = Awaitility.await()
                .atMost(30, SECONDS)
                .until(() -> prometheus.numbers(pending), numbers -> !numbers.isEmpty())
                .getFirst();
        Awaitility.await().atMost(20, SECONDS).untilAsserted(() -> assertThat(prometheus.numbers(pending))
                .singleElement()
                .satisfies(now -> assertThat(now).isGreaterThan(before)));
    }

    @Test
    void the_breach_that_the_load_causes_is_shown() {
        String breach = "chronoops_breach_active{database=\"seen\",rule=\"long-queries\"}";
        Awaitility.await().atMost(30, SECONDS).untilAsserted(() -> assertThat(prometheus.numbers(breach))
                .containsExactly(1.0));
    }

    @Test
    void every_target_answers_and_every_rule_can_be_evaluated() {
        Awaitility.await().atMost(20, SECONDS).untilAsserted(() -> {
            assertThat(prometheus
                            .answer("/api/v1/targets")
                            .at("/data/activeTargets")
                            .valueStream())
                    .allSatisfy(target -> assertThat(target.get("health").asString())
                            .as(target.toString())
                            .isEqualTo("up"));
            assertThat(prometheus.answer("/api/v1/rules").findValues("health"))
                    .isNotEmpty()
                    .allSatisfy(health -> assertThat(health.asString()).isEqualTo("ok"));
        });
    }

    @Test
    void every_metric_of_ours_is_documented() {
        Set<String> scraped = prometheus
                .answer("/api/v1/label/__name__/values")
                .get("data")
                .valueStream()
                .map(name -> name.asString())
                .filter(name -> name.startsWith("chronoops_") || name.startsWith("pg_"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(scraped).isNotEmpty();
        assertThat(MetricNames.documented()).containsAll(scraped);
    }
}
