package io.chronoops.router.incident;

import io.chronoops.router.policy.Tier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An incident and where it stands. Only what may follow is there as a method. */
public sealed interface Incident {
    /** What is known of it. */
    Story story();

    /** Its id, and the dedup key at every receiver. */
    default String id() {
        return story().id();
    }

    /** Not over yet: alerts of the same key join it. */
    sealed interface Live extends Incident {
        /** One more alert of the same trouble. */
        Live join(Trouble newer, Instant now);

        /** It is over. */
        Resolved resolve(Mark ended, String note);
    }

    /** Nobody has it: its tiers are told one after the other. */
    record Open(Story story) implements Live {
        @Override
        public Open join(Trouble newer, Instant now) {
            return new Open(story.joinedBy(newer, now));
        }

        Open tell(Tier tier, Instant now) {
            return new Open(story.told(tier.name(), tier.receiver(), now));
        }

        Acknowledged acknowledge(Mark taken) {
            return new Acknowledged(story.note(taken.at(), "acknowledged by " + taken.by()), taken);
        }

        @Override
        public Resolved resolve(Mark ended, String note) {
            return new Resolved(story.note(ended.at(), note), null, ended);
        }
    }

    /** Somebody has it: no further tier is told. */
    record Acknowledged(Story story, Mark taken) implements Live {
        @Override
        public Acknowledged join(Trouble newer, Instant now) {
            return new Acknowledged(story.joinedBy(newer, now), taken);
        }

        @Override
        public Resolved resolve(Mark ended, String note) {
            return new Resolved(story.note(ended.at(), note), taken, ended);
        }
    }

    /** It is over; the same trouble again is a new incident. */
    record Resolved(Story story, @Nullable Mark taken, Mark ended) implements Incident {}

    /** Of a severity that nobody is told of: shown only. */
    record Recorded(Story story) implements Incident {}
}
