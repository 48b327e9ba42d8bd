package io.chronoops.router.delivery;

import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.DeliveryState;
import io.chronoops.alerts.Notification;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.router.delivery.Ledger.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tells one receiver what waits for it. Dying anywhere loses nothing: what was not settled is told again, under the same dedup key. */
public final class TellReceiver {
    private final Receiver receiver;
    private final Ledger ledger;
    private final Backoff backoff;
    private final Clock clock;
    private final RandomGenerator chance;
    private final Waiting waiting = new Waiting();
    private Instant quietUntil = Instant.MIN;

    public TellReceiver(Receiver receiver, Ledger ledger, Backoff backoff, Clock clock, RandomGenerator chance) {
        this.receiver = receiver;
        this.ledger = ledger;
        this.backoff = backoff;
        this.clock = clock;
        this.chance = chance;
    }

    /** Takes up a notification; one that is settled already is left alone. */
    public void accept(long offset, Notification notification) {
        Optional<Delivery> last = ledger.last(notification.getId());
        boolean settled = last.map(Delivery::getState)
                .filter(state -> state == DeliveryState.DELIVERED || state == DeliveryState.GAVE_UP)
                .isPresent();
        if (!settled) {
            int attempts = last.map(Delivery::getAttempt).orElse(0);
            waiting.put(new Parcel(offset, notification, attempts, Instant.MIN));
        }
    }

    /**
     * Tries the one whose turn it is.
     *
     * @param position offset after the last notification read
     * @return what came of it, or nothing where none is due
     */
    public Optional<Told> next(long position) {
        Instant now = clock.instant();
        if (now.isBefore(quietUntil)) {
            return Optional.empty();
        }
        return waiting.next(now).map(parcel -> tell(parcel, position));
    }

    /** Everything before this offset is settled. */
    public long settledBefore(long position) {
        return waiting.settledBefore(position);
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Forgets what waits: it belongs to another instance now. */
    public void forget() {
        waiting.clear();
    }

    private Told tell(Parcel parcel, long position) {
        var attempt = new Attempt(parcel.notification(), parcel.attempts() + 1);
        ledger.intend(attempt);
        FaultPoint.reached("router.before-send");
        Answer answer = receiver.tell(parcel.notification());
        FaultPoint.reached("router.between-send-and-ledger");
        Instant now = clock.instant();
        quietUntil = now.plus(receiver.pace());
        DeliveryState state =
                switch (answer) {
                    case Answer.Taken _ -> DeliveryState.DELIVERED;
                    case Answer.Refused _ -> DeliveryState.GAVE_UP;
                    case Answer.Later later -> later(parcel, later, now);
                };
        if (state == DeliveryState.RETRYING) {
            ledger.settle(attempt, state, answer.text(), waiting.settledBefore(position));
        } else {
            ledger.settle(attempt, state, answer.text(), waiting.settledBefore(parcel, position));
            waiting.remove(parcel);
        }
        return new Told(parcel.notification(), state, now);
    }

    private DeliveryState later(Parcel parcel, Answer.Later later, Instant now) {
        if (!parcel.notification().getAt().plus(backoff.giveUpAfter()).isAfter(now)) {
            return DeliveryState.GAVE_UP;
        }
        Duration wait = backoff.after(parcel.attempts() + 1, chance);
        Duration asked = later.after().orElse(Duration.ZERO);
        Instant again = now.plus(asked.compareTo(wait) > 0 ? asked : wait);
        waiting.put(parcel.tried(again));
        if (later.all()) {
            quietUntil = again;
        }
        return DeliveryState.RETRYING;
    }

    /** What came of one attempt. */
    public record Told(Notification notification, DeliveryState state, Instant at) {}
}
