package io.chronoops.monitor.health;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.health.Health.ProbeHealth;
import io.chronoops.monitor.health.Health.RuleHealth;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Seen;
import io.chronoops.monitor.rule.OpenBreaches;
import io.chronoops.monitor.rule.Rule;
import io.chronoops.monitor.rule.RuleBook;
import io.chronoops.monitor.rule.Standing;
import io.chronoops.monitor.watch.Newest;
import io.chronoops.monitor.watch.Round;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports where every rule stands for a database and for the host. What was never read is blind, not ok. */
public final class CheckHealth {
    private static final List<String> GRAVITY = List.of("ok", "warning", "blind", "critical");

    private final RuleBook book;
    private final OpenBreaches open;
    private final Newest newest;
    private final String host;
    private final Clock clock;

    public CheckHealth(RuleBook book, OpenBreaches open, Newest newest, String host, Clock clock) {
        this.book = book;
        this.open = open;
        this.newest = newest;
        this.host = host;
        this.clock = clock;
    }

    /** The report; blind as a whole while the rules do not run. */
    public Health of(String database) {
        List<Round> rounds = Stream.concat(newest.of(database).stream(), newest.of(host).stream())
                .toList();
        Optional<Map<String, Breach>> breaches = open.breaches();
        Map<String, Standing> standings = open.standings().orElse(Map.of());
        var rules = new ArrayList<RuleHealth>();
        for (Rule rule : book.rules()) {
            Optional<Round> round = rounds.stream()
                    .filter(each -> each.watched().probe().equals(rule.source().probe()))
                    .findFirst();
            String of = round.map(each -> each.watched().database()).orElse(database);
            rules.addAll(new RuleState(rule, of, round, breaches.orElse(Map.of()), standings).report());
        }
        rules.addAll(RuleState.sight(breaches.orElse(Map.of()), List.of(database, host)));
        return new Health(database, clock.instant(), overall(rules, breaches.isPresent()), rules, probes(rounds));
    }

    private static List<ProbeHealth> probes(List<Round> rounds) {
        return rounds.stream()
                .map(round -> new ProbeHealth(
                        round.watched().probe(),
                        round.watched().database(),
                        round.sighting() instanceof Seen,
                        round.at(),
                        round.took().toMillis(),
                        round.sighting() instanceof Blind blind ? blind.reason() : ""))
                .toList();
    }

    private static String overall(List<RuleHealth> rules, boolean rulesRun) {
        int gravest = rules.stream()
                .mapToInt(rule -> GRAVITY.indexOf(rule.state().equals("stale") ? "blind" : rule.state()))
                .max()
                .orElse(0);
        String overall = GRAVITY.get(Math.max(0, gravest));
        return rulesRun || overall.equals("critical") ? overall : "blind";
    }

    static String state(Breach breach) {
        return breach.getKind() == BreachKind.BLIND || breach.getKind() == BreachKind.STALE
                ? breach.getKind().name().toLowerCase(Locale.ROOT)
                : breach.getSeverity().name().toLowerCase(Locale.ROOT);
    }
}
