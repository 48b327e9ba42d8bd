package io.chronoops.monitor.rule;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.reading.Heartbeat;
import io.chronoops.monitor.reading.Watched;
import io.chronoops.monitor.rule.DecideSight.SightChange;
import io.chronoops.monitor.rule.Glance.Expected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a heartbeat changes: probes that went silent, probes and rules that are no more, and a monitor that was asleep. */
final class RollCall {
    private static final String SELF = Heartbeat.DATABASE + "/" + Heartbeat.PROBE;

    private final RuleBook book;
    private final Memory memory;

    RollCall(RuleBook book, Memory memory) {
        this.book = book;
        this.memory = memory;
    }

    List<Breach> call(Reading heartbeat) {
        Map<String, Watched> watched =
                Heartbeat.watched(heartbeat).stream().collect(Collectors.toMap(Watched::key, each -> each));
        var told = new ArrayList<>(asleep(heartbeat));
        watched.values().forEach(each -> told.addAll(expect(each, heartbeat)));
        told.addAll(dropUnwatched(watched, heartbeat));
        told.addAll(dropUnruled(heartbeat));
        return told;
    }

    /** A gap between heartbeats: nobody watched. It is told once, and not counted against the probes. */
    private List<Breach> asleep(Reading heartbeat) {
        Vision self = memory.visions().get(SELF);
        memory.visions().put(SELF, Vision.expected(heartbeat.getAt()));
        Duration longest = Heartbeat.every(heartbeat).multipliedBy(book.sight().staleAfter());
        if (self == null || !self.lastRead().plus(longest).isBefore(heartbeat.getAt())) {
            return List.of();
        }
        memory.visions().under("").forEach((key, vision) -> {
            if (vision.lastRead().isBefore(heartbeat.getAt())) {
                memory.visions().put(key, vision.awakeAt(heartbeat.getAt()));
            }
        });
        memory.standings().under("").forEach((key, standing) -> memory.standings()
                .put(key, standing.unseen()));
        String gap = "the monitor did not watch from " + self.lastRead() + " to " + heartbeat.getAt();
        return List.of(
                self(new SightChange(BreachKind.STALE, self.lastRead(), gap), heartbeat),
                self(new SightChange(BreachKind.CLEARED, heartbeat.getAt(), "it watches again"), heartbeat));
    }

    private Breach self(SightChange change, Reading heartbeat) {
        return Tell.sight(book.sight(), Heartbeat.DATABASE, Heartbeat.PROBE, change, heartbeat);
    }

    private List<Breach> expect(Watched watched, Reading heartbeat) {
        Vision vision = memory.visions().get(watched.key());
        var decided = DecideSight.decide(
                vision == null ? Vision.expected(heartbeat.getAt()) : vision,
                new Expected(heartbeat.getAt(), watched.interval()),
                book.sight());
        memory.visions().put(watched.key(), decided.next());
        if (!decided.changes().isEmpty()) {
            book.of(watched.probe()).forEach(rule -> stopClocks(BreachKey.prefix(rule.id(), watched.database())));
        }
        return decided.changes().stream()
                .map(change -> Tell.sight(book.sight(), watched.database(), watched.probe(), change, heartbeat))
                .toList();
    }

    private void stopClocks(String prefix) {
        memory.standings().under(prefix).forEach((key, standing) -> memory.standings()
                .put(key, standing.unseen()));
    }

    private List<Breach> dropUnwatched(Map<String, Watched> watched, Reading heartbeat) {
        var told = new ArrayList<Breach>();
        memory.visions().under("").keySet().stream()
                .filter(key -> !key.equals(SELF) && !watched.containsKey(key))
                .forEach(key -> {
                    int slash = key.indexOf('/');
                    String database = key.substring(0, slash);
                    String probe = key.substring(slash + 1);
                    told.addAll(
                            drop(BreachKey.prefix(SightPolicy.rule(probe), database), "no longer watched", heartbeat));
                    book.of(probe)
                            .forEach(rule -> told.addAll(
                                    drop(BreachKey.prefix(rule.id(), database), "no longer watched", heartbeat)));
                    memory.visions().remove(key);
                });
        return told;
    }

    private List<Breach> dropUnruled(Reading heartbeat) {
        var told = new ArrayList<Breach>();
        memory.standings().under("").keySet().stream()
                .map(BreachKey::parse)
                .filter(key -> book.find(key.rule()).isEmpty())
                .map(key -> BreachKey.prefix(key.rule(), key.database()))
                .distinct()
                .forEach(prefix -> told.addAll(drop(prefix, "the rule is no more", heartbeat)));
        return told;
    }

    private List<Breach> drop(String prefix, String why, Reading heartbeat) {
        memory.standings().under(prefix).keySet().forEach(memory.standings()::remove);
        return memory.active().under(prefix).values().stream()
                .map(open -> Tell.dropped(open, why, heartbeat))
                .toList();
    }
}
