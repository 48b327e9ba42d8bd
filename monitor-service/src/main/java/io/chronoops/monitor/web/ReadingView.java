package io.chronoops.monitor.web;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Seen;
import io.chronoops.monitor.watch.Round;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reading as JSON.
 *
 * @param sight ok or blind
 * @param reason why it is blind, and the mend
 */
record ReadingView(
        String probe,
        Instant at,
        String sight,
        String reason,
        boolean countersReset,
        long tookMillis,
        List<Sampled> samples) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One sample as JSON. */
    record Sampled(String metric, String subject, double value, String unit, JsonNode evidence) {}

    static ReadingView of(Round round) {
        String probe = round.watched().probe();
        long took = round.took().toMillis();
        return switch (round.sighting()) {
            case Blind blind -> new ReadingView(probe, round.at(), "blind", blind.reason(), false, took, List.of());
            case Seen seen ->
                new ReadingView(
                        probe,
                        round.at(),
                        "ok",
                        "",
                        seen.countersReset(),
                        took,
                        seen.samples().stream()
                                .map(sample -> new Sampled(
                                        sample.getMetric(),
                                        sample.getSubject(),
                                        sample.getValue(),
                                        sample.getUnit(),
                                        JSON.readTree(sample.getEvidence())))
                                .toList());
        };
    }
}
