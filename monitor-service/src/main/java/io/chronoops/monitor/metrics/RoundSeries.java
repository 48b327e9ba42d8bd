package io.chronoops.monitor.metrics;

import io.chronoops.monitor.Sample;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Exported;
import io.chronoops.monitor.probe.Seen;
import io.chronoops.monitor.watch.Newest;
import io.chronoops.monitor.watch.Round;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The newest rounds as series. A blind probe's series are gone; that it is blind is a series of its own. */
public final class RoundSeries implements SeriesSource {
    private static final double NANOS = 1e9;

    private final Newest newest;

    public RoundSeries(Newest newest) {
        this.newest = newest;
    }

    @Override
    public Stream<Exported> series() {
        return newest.all().stream().flatMap(round -> Stream.concat(ofProbe(round), ofSighting(round)));
    }

    private static Stream<Exported> ofProbe(Round round) {
        var labels = Map.of(
                "database", round.watched().database(), "probe", round.watched().probe());
        double sees = round.sighting() instanceof Seen ? 1 : 0;
        double at = round.at().toEpochMilli() / 1e3;
        return Stream.of(
                new Exported("chronoops_probe_up", "Whether the probe sees; 0: it is blind.", false, labels, sees),
                new Exported(
                        "chronoops_probe_seconds",
                        "How long the newest look took.",
                        false,
                        labels,
                        round.took().toNanos() / NANOS),
                new Exported("chronoops_probe_at_seconds", "When the newest look was taken.", false, labels, at));
    }

    private static Stream<Exported> ofSighting(Round round) {
        String database = round.watched().database();
        return switch (round.sighting()) {
            case Blind blind ->
                Stream.of(new Exported(
                        "chronoops_probe_blind",
                        "1 while the probe is blind, with the cause.",
                        false,
                        Map.of(
                                "database",
                                database,
                                "probe",
                                round.watched().probe(),
                                "cause",
                                blind.cause().name()),
                        1));
            case Seen seen ->
                Stream.concat(
                        seen.samples().stream().map(sample -> sample(database, sample)),
                        seen.exported().stream().map(exported -> exported.labelled("database", database)));
        };
    }

    private static Exported sample(String database, Sample sample) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "database", database,
                "metric", sample.getMetric(),
                "subject", sample.getSubject(),
                "unit", sample.getUnit()));
        return new Exported(
                "chronoops_sample", "What rules judge: each newest sample.", false, labels, sample.getValue());
    }
}
