package io.chronoops.endtoend.seen;

import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** monitoring/prometheus/prometheus.yml with other addresses and quicker; its jobs and labels stay. */
final class ScrapeConfiguration {
    private static final String EVERY = "1s";

    private ScrapeConfiguration() {}

    /** JSON is YAML too. Jobs without a port here are left out: their service is not built. */
    static String of(Map<String, Integer> ports, Path token, int own) {
        var config = (ObjectNode) Written.yaml("monitoring/prometheus/prometheus.yml");
        config.putObject("global")
                .put("scrape_interval", EVERY)
                .put("scrape_timeout", EVERY)
                .put("evaluation_interval", EVERY);
        config.putArray("rule_files").add(Written.path("monitoring/prometheus/rules") + "/*.yml");
        var jobs = (ArrayNode) config.get("scrape_configs");
        jobs.removeIf(job -> !isOwn(job.get("job_name").asString())
                && !ports.containsKey(job.get("job_name").asString()));
        jobs.forEach(job -> {
            String name = job.get("job_name").asString();
            int port = isOwn(name) ? own : ports.getOrDefault(name, 0);
            ((ObjectNode) job.at("/static_configs/0")).putArray("targets").add("127.0.0.1:" + port);
            if (job.has("authorization")) {
                ((ObjectNode) job.get("authorization")).put("credentials_file", token.toString());
            }
        });
        return JsonMapper.builder().build().writeValueAsString(config);
    }

    private static boolean isOwn(String job) {
        return job.equals("prometheus");
    }
}
