package io.chronoops.monitor.rule;

import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision: where the rule stands now, and the change to tell, if any.
 *
 * @param change none: nothing to tell
 */
public record Decided(Standing next, @Nullable Change change) {
    /**
     * What to tell: breached, worsened or cleared.
     *
     * @param since since when the condition (for cleared: its absence) holds
     * @param value what was measured; none where the subject is gone
     */
    public record Change(
            BreachKind kind,
            Severity severity,
            Instant since,
            @Nullable Double value,
            double threshold) {}

    static Decided quietly(Standing next) {
        return new Decided(next, null);
    }
}
