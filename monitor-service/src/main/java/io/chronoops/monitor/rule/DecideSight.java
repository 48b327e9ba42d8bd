package io.chronoops.monitor.rule;

import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.reading.Cause;
import io.chronoops.monitor.rule.Glance.Blind;
import io.chronoops.monitor.rule.Glance.Expected;
import io.chronoops.monitor.rule.Glance.Saw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether a probe that cannot see is to be told. Pure, like {@link Decide}. */
public final class DecideSight {
    private DecideSight() {}

    /** The next vision, and what to tell. */
    public record DecidedSight(Vision next, List<SightChange> changes) {}

    /** One thing to tell: blind, stale, cleared or reset. */
    public record SightChange(BreachKind kind, Instant since, String reason) {}

    /** The next vision after a glance. */
    public static DecidedSight decide(Vision vision, Glance glance, SightPolicy policy) {
        return switch (glance) {
            case Saw saw -> saw(vision, saw);
            case Blind blind -> blind(vision, blind, policy);
            case Expected expected -> expected(vision, expected, policy);
        };
    }

    private static DecidedSight saw(Vision vision, Saw saw) {
        var changes = new ArrayList<SightChange>();
        if (vision.reported() != null) {
            changes.add(new SightChange(BreachKind.CLEARED, saw.at(), "it sees again"));
        }
        if (saw.countersReset()) {
            changes.add(new SightChange(
                    BreachKind.RESET, saw.at(), "the server's counters started over: a crash, a restart or a reset"));
        }
        return new DecidedSight(Vision.expected(saw.at()), changes);
    }

    private static DecidedSight blind(Vision vision, Blind blind, SightPolicy policy) {
        if (blind.cause() == Cause.UNREACHABLE) { // one page for a database that is down, not one a probe
            return new DecidedSight(new Vision(blind.at(), null, vision.reported(), blind.reason()), List.of());
        }
        Instant since = vision.blindSince() == null ? blind.at() : vision.blindSince();
        if (vision.reported() == BreachKind.BLIND
                || since.plus(policy.blindAfter()).isAfter(blind.at())) {
            return new DecidedSight(new Vision(blind.at(), since, vision.reported(), blind.reason()), List.of());
        }
        return new DecidedSight(
                new Vision(blind.at(), since, BreachKind.BLIND, blind.reason()),
                List.of(new SightChange(BreachKind.BLIND, since, blind.reason())));
    }

    private static DecidedSight expected(Vision vision, Expected expected, SightPolicy policy) {
        Instant due = vision.lastRead().plus(expected.interval().multipliedBy(policy.staleAfter()));
        if (vision.reported() == BreachKind.STALE || !due.isBefore(expected.at())) {
            return new DecidedSight(vision, List.of());
        }
        String reason = "no reading since " + vision.lastRead() + ", expected every " + expected.interval();
        return new DecidedSight(
                new Vision(vision.lastRead(), vision.blindSince(), BreachKind.STALE, reason),
                List.of(new SightChange(BreachKind.STALE, vision.lastRead(), reason)));
    }
}
