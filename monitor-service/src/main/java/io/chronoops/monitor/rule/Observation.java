package io.chronoops.monitor.rule;

import java.time.Instant;

/** What one reading says to one rule about one subject. */
public sealed interface Observation {
    /** The value at that moment. */
    record Measured(Instant at, double value) implements Observation {}

    /** The probe saw, and the subject was not there: a table dropped, a slot removed, nothing to measure. */
    record Gone(Instant at) implements Observation {}

    /** Nobody saw: time passes without counting for or against. */
    record Unseen() implements Observation {}
}
