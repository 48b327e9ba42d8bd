package io.chronoops.monitor.rule;

import io.chronoops.monitor.rule.Decided.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Breaches in one sentence for a person: culprit, value, threshold. */
final class Say {
    private static final double KIBI = 1024;
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Say() {}

    static String sentence(Rule rule, BreachKey of, Change change, Instant at) {
        String culprit = of.database() + (of.subject().isEmpty() ? "" : " " + of.subject()) + ": "
                + rule.wording().says();
        String unit = rule.wording().unit();
        String held = " for " + lasting(Duration.between(change.since(), at));
        return switch (change.kind()) {
            case BREACHED, WORSENED ->
                culprit + " " + value(change.value(), unit) + ", "
                        + change.severity().name().toLowerCase(Locale.ROOT) + " "
                        + rule.bound().side().name().toLowerCase(Locale.ROOT) + " " + value(change.threshold(), unit)
                        + held;
            case CLEARED, UNKNOWN, BLIND, STALE, RESET ->
                change.value() == null
                        ? culprit + " cleared: no longer there" + held
                        : culprit + " cleared: " + value(change.value(), unit) + held;
        };
    }

    private static String value(@Nullable Double value, String unit) {
        if (value == null) {
            return "not measured";
        }
        return switch (unit) {
            case "ratio" -> number(value * 100, "%.1f") + " %";
            case "seconds" -> number(value, "%.1f") + " s";
            case "bytes" -> bytes(value);
            default -> number(value, "%.1f");
        };
    }

    private static String bytes(double value) {
        int step = 0;
        double shown = value;
        while (Math.abs(shown) >= KIBI && step < BYTES.length - 1) {
            shown /= KIBI;
            step++;
        }
        return number(shown, "%.1f") + " " + BYTES[step];
    }

    private static String number(double value, String form) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, form, value);
    }

    private static String lasting(Duration time) {
        return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}
