package io.chronoops.monitor.rule;

import io.chronoops.monitor.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one rule stands for one subject.
 *
 * @param over the severities whose threshold is crossed, and since when
 * @param active the breach that is open, if one is
 */
public record Standing(
        Map<Severity, Instant> over, @Nullable Active active) {
    /** Nothing crossed, nothing open. */
    public static final Standing QUIET = new Standing(Map.of(), null);

    public Standing {
        over = over.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(over));
    }

    /**
     * An open breach; it keeps its worst severity until it clears.
     *
     * @param clearSince since when the value is good again, if it is
     */
    public record Active(
            Severity severity, Instant since, @Nullable Instant clearSince) {
        Active clearingSince(@Nullable Instant moment) {
            return new Active(severity, since, moment);
        }
    }

    /** Whether this is worth keeping. */
    public boolean isQuiet() {
        return over.isEmpty() && active == null;
    }

    /** The same with all clocks stopped: what nobody saw does not count. */
    Standing unseen() {
        return new Standing(Map.of(), active == null ? null : active.clearingSince(null));
    }
}
