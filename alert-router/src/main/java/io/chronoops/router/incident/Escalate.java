package io.chronoops.router.incident;

import io.chronoops.router.incident.Incident.Open;
import io.chronoops.router.incident.Notice.Action;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the tiers of an open incident whose time has come, and winds the timer of the next. */
final class Escalate {
    private final Policy policy;
    private final Instant now;
    private final List<Notice> notices = new ArrayList<>();

    Escalate(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** Tells whoever is due now. Overdue tiers come one by one, a breath apart: who was told last may acknowledge yet. */
    Decision.Changed due(Outcome outcome, Open incident) {
        return onward(outcome, incident, Instant.MIN);
    }

    /** Tells this tier, whose timer fired. */
    Decision.Changed fired(Open incident, int place) {
        return onward(Outcome.ESCALATED, tell(incident, place), now);
    }

    /** Tells nobody yet: what comes this late may be over by now, so its timer asks again. */
    Decision.Changed later(Outcome outcome, Open incident) {
        Timer.Change timer = next(incident)
                .<Timer.Change>map(place -> wind(incident, place, dueAt(incident, place, Instant.MIN)))
                .orElseGet(Timer.Change.Cancel::new);
        return new Decision.Changed(outcome, incident, List.of(), timer);
    }

    private Decision.Changed onward(Outcome outcome, Open begun, Instant lastTold) {
        Open incident = begun;
        Instant last = lastTold;
        for (Optional<Integer> next = next(incident); next.isPresent(); next = next(incident)) {
            Instant due = dueAt(incident, next.get(), last);
            if (due.isAfter(now)) {
                return new Decision.Changed(outcome, incident, notices, wind(incident, next.get(), due));
            }
            incident = tell(incident, next.get());
            last = now;
        }
        return new Decision.Changed(outcome, incident, notices, new Timer.Change.Cancel());
    }

    private Optional<Integer> next(Open incident) {
        return policy.next(incident.story().severity(), incident.story().paged());
    }

    private Instant dueAt(Open incident, int place, Instant lastTold) {
        Instant due = incident.story()
                .opening()
                .startedAt()
                .plus(policy.tiers().get(place).delay());
        Instant breathed = lastTold.equals(Instant.MIN) ? lastTold : lastTold.plus(policy.breathBefore(place));
        return due.isBefore(breathed) ? breathed : due;
    }

    private Open tell(Open incident, int place) {
        Tier tier = policy.tiers().get(place);
        Open told = incident.tell(tier, now);
        notices.add(new Notice(Action.TRIGGER, tier.name(), tier.receiver(), now, told.story()));
        return told;
    }

    private static Timer.Change wind(Open incident, int place, Instant due) {
        return new Timer.Change.Wind(new Timer(incident.id(), place, due));
    }
}
