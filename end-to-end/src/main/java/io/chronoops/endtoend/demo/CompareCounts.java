package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Patience;
import io.chronoops.endtoend.place.Place;
import io.chronoops.endtoend.place.Service;
import io.chronoops.endtoend.scraper.MarkedCounts;
import io.chronoops.endtoend.screen.Say;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What monitor-service counts from the change log, against what SQL counts, at the same commits, under load. */
record CompareCounts() implements Step {
    private static final int ROUNDS = 3;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "Live counts exact";
    }

    @Override
    public Figure run(Scene scene) throws Exception {
        Service monitor = scene.place().service("monitor-service");
        String path = "/api/v1/databases/" + Place.DATABASE + "/analytics";
        if (!Patience.until(() -> countsAll(monitor, path), SOON)) {
            throw new StepFailed("not all columns are counted: " + monitor.ask(path + "?timeout=PT10S"));
        }
        MarkedCounts bySql = MarkedCounts.take(scene.scraper());
        for (int round = 0; round < ROUNDS; round++) {
            bySql = MarkedCounts.take(scene.scraper());
            var counted = monitor.get(path + "/marks/" + bySql.mark() + "?timeout=PT60S");
            Map<String, Map<String, Long>> fromLog = new TreeMap<>();
            counted.path("counts").forEachEntry((column, values) -> {
                var each = new TreeMap<String, Long>();
                values.forEachEntry((value, rows) -> each.put(value, rows.asLong()));
                fromLog.put(column, each);
            });
            String difference = bySql.difference(fromLog);
            if (!difference.isEmpty())
                return Figure.failed("at " + counted.path("lsn").asString("?") + ": " + difference);
        }
        return Figure.held(ROUNDS + " LSNs: " + Say.count(bySql.rows()) + " rows, "
                + bySql.counts().size() + " columns, " + bySql.values() + " counts equal SQL's");
    }

    private static boolean countsAll(Service monitor, String path) {
        return monitor.ask(path + "?timeout=PT10S")
                .filter(counts -> counts.path("exact").asBoolean(false))
                .filter(counts -> counts.path("counts").size() >= MarkedCounts.COLUMNS.size())
                .isPresent();
    }
}
