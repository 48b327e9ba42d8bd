package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a moment to a moment, by commit time, both in it; null: from the beginning, to the end. */
public record Span(@Nullable Instant from, @Nullable Instant to) {
    /** Commit times may go back a little in commit order: transactions set them before they queue for the log. */
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

    public Span {
        if (from != null && to != null && from.isAfter(to)) {
            throw new OperationFailed(Reason.INVALID, "from " + from + " is after to " + to, "exchange the two");
        }
    }

    /** Of times in ISO-8601 with zone; null: not given. */
    public static Span of(@Nullable String from, @Nullable String to) {
        return new Span(from == null ? null : moment("from", from), to == null ? null : moment("to", to));
    }

    private static Instant moment(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw new OperationFailed(
                    Reason.INVALID,
                    name + "=" + text + " is no time with its zone",
                    "give it as 2026-11-23T10:00:00Z or 2026-11-23T11:00:00+01:00");
        }
    }

    boolean holds(Commit commit) {
        return (from == null || !commit.at().isBefore(from))
                && (to == null || !commit.at().isAfter(to));
    }

    /** Of segments in order, those that may hold a transaction of it. */
    List<Segment> reach(List<Segment> segments) {
        List<Segment> reached = new ArrayList<>();
        Instant before = Instant.MIN;
        for (Segment segment : segments) {
            boolean over = to != null && before.isAfter(to.plus(OUT_OF_ORDER));
            boolean early =
                    from != null && segment.lastCommitAt().plus(OUT_OF_ORDER).isBefore(from);
            if (!over && !early && segment.transactions() > 0) {
                reached.add(segment);
            }
            before = segment.lastCommitAt();
        }
        return reached;
    }

    /** The same, refused where the log between them has a gap: what happened in it is not known. */
    public List<Segment> whole(List<Segment> segments) {
        List<Segment> reached = reach(segments);
        for (int i = 1; i < reached.size(); i++) {
            String gap = reached.get(i).gapBefore();
            if (gap != null) {
                throw new OperationFailed(
                        Reason.NOT_COVERED,
                        "the log has a gap in that time, after "
                                + reached.get(i - 1).lastCommitAt() + ": " + gap,
                        "ask for a time before or after it; chronoops coverage shows them");
            }
        }
        return reached;
    }
}
