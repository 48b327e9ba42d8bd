package io.chronoops.endtoend.screen;

import java.time.Duration;
import java.util.Locale;

/** Figures as a person reads them. */
public final class Say {
    private static final double THOUSAND = 1000;

    private Say() {}

    /** 1234567 → 1,234,567. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The same of a number as text; text that is none stays. */
    public static String count(String number) {
        return number.matches("\\d{1,18}") ? count(Long.parseLong(number)) : number;
    }

    /** 123456789 → 123 MB. */
    public static String bytes(long bytes) {
        double value = bytes / THOUSAND / THOUSAND;
        if (value < THOUSAND) return String.format(Locale.ROOT, value < 10 ? "%.1f MB" : "%.0f MB", value);
        return String.format(Locale.ROOT, "%.1f GB", value / THOUSAND);
    }

    /** 12 ms, 1.2 s, 2 min 5 s. */
    public static String time(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) return time.toMillis() + " ms";
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / THOUSAND);
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
