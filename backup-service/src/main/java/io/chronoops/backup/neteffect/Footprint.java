package io.chronoops.backup.neteffect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** About how many bytes of heap things take: what a fold is cut by. */
final class Footprint {
    /** A row's objects and its place in a map, without its values. */
    static final long ROW = 160;
    /** A key in a set. */
    static final long KEY = 80;

    private static final long TEXT = 48;
    private static final long LARGE = 150;

    private Footprint() {}

    static long of(@Nullable Object value) {
        return switch (value) {
            case String text -> TEXT + text.length();
            case Large _ -> LARGE;
            case null, default -> 0;
        };
    }

    static long of(@Nullable Object[] values) {
        long bytes = ROW + 4L * values.length;
        for (Object value : values) {
            bytes += of(value);
        }
        return bytes;
    }

    static long of(List<String> key) {
        long bytes = KEY;
        for (String part : key) {
            bytes += of((Object) part);
        }
        return bytes;
    }
}
