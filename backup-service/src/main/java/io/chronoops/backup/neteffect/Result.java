package io.chronoops.backup.neteffect;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as the log leaves it. */
public final class Result {
    private final @Nullable List<String> origin;
    private final @Nullable Object[] values;

    Result(@Nullable List<String> origin, @Nullable Object[] values) {
        this.origin = origin;
        this.values = values;
    }

    /** The key that the row had before the log; null: it was not there. */
    public @Nullable List<String> origin() {
        return origin;
    }

    /** Whether the log tells the value of the column at this place; else it is as it was. */
    public boolean tells(int place) {
        return values[place] != Columns.UNCHANGED;
    }

    /** Text, {@link Large} or null: of a column that the log tells. */
    public @Nullable Object value(int place) {
        return values[place];
    }

    @Nullable
    Object[] values() {
        return values;
    }

    /** Takes over what a later change tells; returns the bytes that it has grown by. */
    long overlay(@Nullable Object[] later) {
        long grown = 0;
        for (int i = 0; i < later.length; i++) {
            if (later[i] != Columns.UNCHANGED) {
                grown += Footprint.of(later[i]) - Footprint.of(values[i]);
                values[i] = later[i];
            }
        }
        return grown;
    }

    @Override
    public String toString() {
        return origin + "→" + Arrays.toString(values);
    }
}
