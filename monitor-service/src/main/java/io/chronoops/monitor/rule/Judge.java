package io.chronoops.monitor.rule;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.Sight;
import io.chronoops.monitor.reading.Cause;
import io.chronoops.monitor.reading.Heartbeat;
import io.chronoops.monitor.rule.Observation.Gone;
import io.chronoops.monitor.rule.Observation.Measured;
import io.chronoops.monitor.rule.Observation.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges readings one by one and tells the breaches. Time is the readings' own, memory is handed in: the same readings
 * give the same breaches, live or replayed.
 */
public final class Judge {
    private final RuleBook book;
    private final Memory memory;

    /** A judge by these rules with this memory. */
    public Judge(RuleBook book, Memory memory) {
        this.book = book;
        this.memory = memory;
    }

    /** What this reading changes, in the order of the rules. */
    public List<Breach> judge(Reading reading) {
        List<Breach> told = Heartbeat.is(reading) ? new RollCall(book, memory).call(reading) : look(reading);
        told.forEach(this::remember);
        return told;
    }

    private List<Breach> look(Reading reading) {
        var told = new ArrayList<>(sight(reading));
        for (Rule rule : book.of(reading.getProbe())) {
            told.addAll(apply(rule, reading));
        }
        return told;
    }

    private List<Breach> sight(Reading reading) {
        String key = reading.getDatabase() + "/" + reading.getProbe();
        Vision vision = memory.visions().get(key);
        var decided = DecideSight.decide(
                vision == null ? Vision.expected(reading.getAt()) : vision, glance(reading), book.sight());
        memory.visions().put(key, decided.next());
        return decided.changes().stream()
                .map(change -> Tell.sight(book.sight(), reading.getDatabase(), reading.getProbe(), change, reading))
                .toList();
    }

    private static Glance glance(Reading reading) {
        return reading.getSight() == Sight.OK
                ? new Glance.Saw(reading.getAt(), reading.getCountersReset())
                : new Glance.Blind(reading.getAt(), Cause.of(reading), reading.getReason());
    }

    private List<Breach> apply(Rule rule, Reading reading) {
        var told = new ArrayList<Breach>();
        Map<String, Sample> samples = samples(rule, reading);
        Map<String, Standing> known =
                new TreeMap<>(memory.standings().under(BreachKey.prefix(rule.id(), reading.getDatabase())));
        samples.keySet()
                .forEach(subject -> known.putIfAbsent(
                        new BreachKey(rule.id(), reading.getDatabase(), subject).toString(), Standing.QUIET));
        known.forEach((key, standing) -> {
            var of = BreachKey.parse(key);
            @Nullable Sample sample = samples.get(of.subject());
            var decided = Decide.decide(standing, observe(reading, sample), rule);
            keep(key, decided.next());
            if (decided.change() != null) {
                told.add(Tell.change(rule, of, decided.change(), reading, sample));
            }
        });
        return told;
    }

    private static Map<String, Sample> samples(Rule rule, Reading reading) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        reading.getSamples().stream()
                .filter(sample -> sample.getMetric().equals(rule.source().metric()))
                .forEach(sample -> samples.put(sample.getSubject(), sample));
        return samples;
    }

    private static Observation observe(Reading reading, @Nullable Sample sample) {
        if (reading.getSight() != Sight.OK) {
            return new Unseen();
        }
        return sample == null ? new Gone(reading.getAt()) : new Measured(reading.getAt(), sample.getValue());
    }

    private void keep(String key, Standing next) {
        if (next.isQuiet()) {
            memory.standings().remove(key);
        } else {
            memory.standings().put(key, next);
        }
    }

    private void remember(Breach breach) {
        String key = BreachKey.of(breach).toString();
        if (breach.getKind() == BreachKind.CLEARED) {
            memory.active().remove(key);
        } else if (breach.getKind() != BreachKind.RESET) {
            memory.active().put(key, breach);
        }
    }
}
