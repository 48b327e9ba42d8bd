package io.chronoops.cli.monitor;

import io.chronoops.cli.output.Human;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A measured value in its unit, as people say it. */
final class Figure {
    private static final double PERCENT = 100;

    private Figure() {}

    static String of(@Nullable Double value, String unit) {
        if (value == null || value.isNaN()) {
            return "-";
        }
        return switch (unit) {
            case "ratio" -> String.format(Locale.ROOT, "%.1f %%", value * PERCENT);
            case "bytes" -> Human.size(value);
            case "seconds" -> Human.duration(Duration.ofMillis((long) (value * 1e3)));
            default -> plain(value) + (unit.isEmpty() || unit.equals("count") ? "" : " " + unit);
        };
    }

    /** Without decimals where it has none. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE
                ? Human.count((long) value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
