package io.chronoops.migration.cover;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lets no migration begin without a verified full backup behind it. */
public final class RequireBackup {
    private final OperationEvents events;
    private final Clock clock;
    private final Duration maxAge;

    /** By these events. */
    public RequireBackup(OperationEvents events, Clock clock, Duration maxAge) {
        this.events = events;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** The backup that covers the database. */
    public Verdict.Covered of(String database) {
        Instant now = clock.instant();
        return switch (JudgeCover.judge(database, events.since(now.minus(maxAge)), now, maxAge)) {
            case Verdict.Covered covered -> covered;
            case Verdict.Uncovered uncovered ->
                throw new OperationFailed(Reason.PRECONDITION, uncovered.why(), uncovered.mend());
        };
    }

    /** The log of operations. */
    public interface OperationEvents {
        /** All events since then that were committed when asked. */
        List<OperationEvent> since(Instant moment);
    }
}
