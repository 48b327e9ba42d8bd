package io.chronoops.monitor.metrics;

import io.chronoops.monitor.probe.Exported;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All series, put together at each scrape. Not Micrometer's gauges: series come and go, and their names are fixed elsewhere. */
public final class PrometheusSeries implements MultiCollector {
    private final List<SeriesSource> sources;

    public PrometheusSeries(List<SeriesSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public MetricSnapshots collect() {
        Map<String, List<Exported>> families = sources.stream()
                .flatMap(SeriesSource::series)
                .collect(Collectors.groupingBy(Exported::name, TreeMap::new, Collectors.toList()));
        return new MetricSnapshots(
                families.values().stream().map(PrometheusSeries::family).toList());
    }

    private static MetricSnapshot family(List<Exported> series) {
        Map<Map<String, String>, Exported> distinct = new LinkedHashMap<>();
        series.forEach(each -> distinct.put(each.labels(), each));
        Exported first = series.getFirst();
        return first.counter() ? counters(first, distinct.values()) : gauges(first, distinct.values());
    }

    private static MetricSnapshot counters(Exported first, Collection<Exported> series) {
        var family = CounterSnapshot.builder().name(first.name()).help(first.help());
        series.forEach(each -> family.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels(each))
                .value(Math.max(0, each.value()))
                .build()));
        return family.build();
    }

    private static MetricSnapshot gauges(Exported first, Collection<Exported> series) {
        var family = GaugeSnapshot.builder().name(first.name()).help(first.help());
        series.forEach(each -> family.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels(each))
                .value(each.value())
                .build()));
        return family.build();
    }

    private static Labels labels(Exported series) {
        var sorted = new TreeMap<>(series.labels());
        return Labels.of(List.copyOf(sorted.keySet()), List.copyOf(sorted.values()));
    }
}
