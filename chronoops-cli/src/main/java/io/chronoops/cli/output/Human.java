package io.chronoops.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Figures as people say them. */
public final class Human {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final double THOUSAND = 1000;
    private static final double ROUNDS_TO_THOUSAND = 999.95;

    private Human() {}

    /** Bytes in decimal units: 1.2 MB. */
    public static String size(long bytes) {
        return size((double) bytes);
    }

    /** The same of a rate or a mean. */
    public static String size(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= ROUNDS_TO_THOUSAND && unit < UNITS.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /** A whole number with commas: 12,345. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A length of time in its two largest units: 3 min 20 s. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, duration.toMillis()) / THOUSAND);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    /** How long before now, in one unit: 3 min ago. */
    public static String ago(Instant moment, Instant now) {
        long seconds = Duration.between(moment, now).toSeconds();
        if (seconds < 0) {
            return "in " + unit(-seconds);
        }
        return seconds == 0 ? "just now" : unit(seconds) + " ago";
    }

    /** A name of a program as words: backupId becomes backup id. */
    public static String words(String name) {
        return name.matches("[a-z]+([A-Z][a-z0-9]*)+")
                ? name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT)
                : name;
    }

    private static String two(long most, String mostUnit, long rest, String restUnit) {
        return most + " " + mostUnit + (rest == 0 ? "" : " " + rest + " " + restUnit);
    }

    private static String unit(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
