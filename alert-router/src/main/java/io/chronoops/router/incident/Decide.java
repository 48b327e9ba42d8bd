package io.chronoops.router.incident;

import io.chronoops.router.id.Fingerprint;
import io.chronoops.router.incident.Decision.Changed;
import io.chronoops.router.incident.Decision.Nothing;
import io.chronoops.router.incident.Incident.Acknowledged;
import io.chronoops.router.incident.Incident.Live;
import io.chronoops.router.incident.Incident.Open;
import io.chronoops.router.incident.Incident.Recorded;
import io.chronoops.router.incident.Incident.Resolved;
import io.chronoops.router.incident.Notice.Action;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.Severity;
import io.chronoops.router.policy.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What to do about one record of the log. Pure: the same log gives the same incidents, the same pages. */
public final class Decide {
    /** An alert that reaches the log later than this may be over by now: its first tier waits for a timer, too. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final String BY_ITSELF = "cleared";

    private Decide() {}

    /** The decision; nothing of the state is changed. */
    public static Decision decide(State state, Logged logged) {
        if (state.decided(logged.id())) {
            return new Nothing(Outcome.DUPLICATE, "");
        }
        Instant now = logged.loggedAt();
        return switch (logged.entry()) {
            case Entry.Fired fired -> fired(state, logged, fired.trouble());
            case Entry.Cleared cleared ->
                state.live(cleared.key())
                        .<Decision>map(live -> end(
                                state, live.resolve(new Mark(now, BY_ITSELF), "cleared: " + cleared.summary()), now))
                        .orElseGet(() -> new Nothing(Outcome.NOTHING_OPEN, ""));
            case Entry.Acknowledged ack ->
                of(state, ack.incidentId(), incident -> acknowledge(state, incident, new Mark(now, ack.by())));
            case Entry.ResolvedByHand by ->
                of(state, by.incidentId(), incident -> resolve(state, incident, new Mark(now, by.by())));
            case Entry.PolicyChanged changed -> new Decision.Adopted(changed.policy());
            case Entry.TimerFired timer ->
                of(state, timer.incidentId(), incident -> timer(state, incident, timer.tier(), now));
            case Entry.Unknown _ -> new Nothing(Outcome.NOT_UNDERSTOOD, "");
        };
    }

    private static Decision fired(State state, Logged logged, Trouble trouble) {
        Optional<Live> live = state.live(trouble.key());
        return live.isPresent() ? join(state, live.get(), trouble, logged.loggedAt()) : open(state, logged, trouble);
    }

    private static Decision open(State state, Logged logged, Trouble trouble) {
        Instant now = logged.loggedAt();
        Instant start = logged.at().isAfter(now) ? now : logged.at();
        Policy policy = state.policy();
        var opening = new Story.Opening(Fingerprint.uuid(start, logged.id()), start, policy.version(), logged.id());
        var story = Story.begin(opening, trouble, now);
        if (!policy.tells(trouble.severity())) {
            return new Changed(Outcome.RECORDED, new Recorded(story), List.of(), new Timer.Change.Keep());
        }
        var escalate = new Escalate(policy, now);
        boolean fresh = Duration.between(start, now).compareTo(FRESH) <= 0;
        return fresh ? escalate.due(Outcome.OPENED, new Open(story)) : escalate.later(Outcome.OPENED, new Open(story));
    }

    private static Decision join(State state, Live live, Trouble trouble, Instant now) {
        Severity before = live.story().severity();
        Live joined = live.join(trouble, now);
        boolean worse = trouble.severity().worseThan(before);
        Outcome outcome = worse ? Outcome.WORSENED : Outcome.JOINED;
        return switch (joined) {
            case Open open when worse -> new Escalate(policyOf(state, open), now).due(outcome, open);
            case Open open -> new Changed(outcome, open, List.of(), new Timer.Change.Keep());
            case Acknowledged acked -> new Changed(outcome, acked, List.of(), new Timer.Change.Keep());
        };
    }

    private static Decision acknowledge(State state, Incident incident, Mark taken) {
        return switch (incident) {
            case Open open -> {
                Acknowledged acked = open.acknowledge(taken);
                yield new Changed(
                        Outcome.ACKNOWLEDGED,
                        acked,
                        toAllTold(state, acked, Action.ACKNOWLEDGE, taken.at()),
                        new Timer.Change.Cancel());
            }
            case Acknowledged _ -> new Nothing(Outcome.ALREADY_ACKNOWLEDGED, incident.id());
            case Resolved _, Recorded _ -> new Nothing(Outcome.ALREADY_RESOLVED, incident.id());
        };
    }

    private static Decision resolve(State state, Incident incident, Mark ended) {
        return switch (incident) {
            case Live live -> end(state, live.resolve(ended, "resolved by " + ended.by()), ended.at());
            case Resolved _, Recorded _ -> new Nothing(Outcome.ALREADY_RESOLVED, incident.id());
        };
    }

    private static Decision timer(State state, Incident incident, int place, Instant now) {
        return switch (incident) {
            case Open open
            when policyOf(state, open)
                    .next(open.story().severity(), open.story().paged())
                    .filter(next -> next == place)
                    .isPresent() -> new Escalate(policyOf(state, open), now).fired(open, place);
            case Open _, Acknowledged _, Resolved _, Recorded _ -> new Nothing(Outcome.EXPIRED, incident.id());
        };
    }

    private static Decision end(State state, Resolved resolved, Instant now) {
        return new Changed(
                Outcome.RESOLVED, resolved, toAllTold(state, resolved, Action.RESOLVE, now), new Timer.Change.Cancel());
    }

    /** One notice to each receiver that was told, however many of its tiers were. */
    private static List<Notice> toAllTold(State state, Incident incident, Action action, Instant now) {
        Policy policy = policyOf(state, incident);
        return incident.story().paged().stream()
                .flatMap(name -> policy.tier(name).stream())
                .collect(Collectors.groupingBy(Tier::receiver, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(List::getFirst)
                .map(tier -> new Notice(action, tier.name(), tier.receiver(), now, incident.story()))
                .toList();
    }

    private static Policy policyOf(State state, Incident incident) {
        return state.policy(incident.story().opening().policyVersion());
    }

    private static Decision of(State state, String incidentId, Function<Incident, Decision> decision) {
        return state.incident(incidentId)
                .map(decision)
                .orElseGet(() -> new Nothing(Outcome.NO_SUCH_INCIDENT, incidentId));
    }
}
