package io.chronoops.monitor.probe;

import io.chronoops.monitor.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Collects what a look finds. */
public final class Findings {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Sample> samples = new ArrayList<>();
    private final List<Exported> exported = new ArrayList<>();
    private boolean countersReset;

    /** A value for the rules, of the database as a whole. */
    public Findings sample(String metric, double value, String unit, Map<String, ?> evidence) {
        return sample(metric, "", value, unit, evidence);
    }

    /** A value for the rules, of one subject: a table, a slot, a mount. */
    public Findings sample(String metric, String subject, double value, String unit, Map<String, ?> evidence) {
        samples.add(Sample.newBuilder()
                .setMetric(metric)
                .setSubject(subject)
                .setValue(value)
                .setUnit(unit)
                .setEvidence(JSON.writeValueAsString(evidence))
                .build());
        return this;
    }

    /** A gauge for Prometheus; labels as name, value, name, value. */
    public Findings gauge(String name, String help, double value, String... labels) {
        exported.add(new Exported(name, help, false, labels(labels), value));
        return this;
    }

    /** A counter for Prometheus, named without its _total. */
    public Findings counter(String name, String help, double value, String... labels) {
        exported.add(new Exported(name, help, true, labels(labels), value));
        return this;
    }

    /** The counters had started over. */
    public Findings countersReset(boolean reset) {
        countersReset |= reset;
        return this;
    }

    /** All of it. */
    public Seen seen() {
        return new Seen(samples, exported, countersReset);
    }

    private static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }
}
