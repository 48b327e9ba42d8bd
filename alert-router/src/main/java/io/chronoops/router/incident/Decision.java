package io.chronoops.router.incident;

import io.chronoops.router.policy.Policy;
import java.util.List;

/** What to do about one record of the log. */
public sealed interface Decision {
    /** What became of the record. */
    Outcome outcome();

    /** The incident that it concerned; empty where there is none. */
    String incidentId();

    /** Nothing changes. */
    record Nothing(Outcome outcome, String incidentId) implements Decision {}

    /** A policy is in force from here on. */
    record Adopted(Policy policy) implements Decision {
        @Override
        public Outcome outcome() {
            return Outcome.ADOPTED;
        }

        @Override
        public String incidentId() {
            return "";
        }
    }

    /** An incident stands differently, and these are told. */
    record Changed(Outcome outcome, Incident incident, List<Notice> notices, Timer.Change timer) implements Decision {
        public Changed {
            notices = List.copyOf(notices);
        }

        @Override
        public String incidentId() {
            return incident.id();
        }
    }
}
