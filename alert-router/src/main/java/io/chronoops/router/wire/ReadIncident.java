package io.chronoops.router.wire;

import io.chronoops.alerts.IncidentSeverity;
import io.chronoops.router.incident.Incident;
import io.chronoops.router.incident.Mark;
import io.chronoops.router.incident.Story;
import io.chronoops.router.incident.Trouble;
import io.chronoops.router.policy.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The record of chronoops.alerts.incidents in our own words: the way back of {@link WriteIncident}. */
public final class ReadIncident {
    private ReadIncident() {}

    /** The incident. */
    public static Incident read(io.chronoops.alerts.Incident record) {
        Story story = story(record);
        Mark taken = mark(record.getAcknowledgedAt(), record.getAcknowledgedBy());
        return switch (record.getState()) {
            case OPEN, UNKNOWN -> new Incident.Open(story);
            case RECORDED -> new Incident.Recorded(story);
            case ACKNOWLEDGED -> new Incident.Acknowledged(story, taken == null ? new Mark(record.getAt(), "") : taken);
            case RESOLVED -> {
                Mark ended = mark(record.getResolvedAt(), record.getResolvedBy());
                yield new Incident.Resolved(story, taken, ended == null ? new Mark(record.getAt(), "") : ended);
            }
        };
    }

    private static @Nullable Mark mark(@Nullable Instant at, String by) {
        return at == null ? null : new Mark(at, by);
    }

    private static Story story(io.chronoops.alerts.Incident record) {
        var opening = new Story.Opening(
                record.getId(),
                record.getStartedAt(),
                record.getPolicyVersion(),
                record.getCauseId() == null ? "" : record.getCauseId());
        var trouble = new Trouble(
                record.getKey(),
                severity(record.getSeverity()),
                record.getSummary(),
                new Trouble.Place(record.getDatabase(), record.getSubject()),
                new Trouble.Facts(record.getValue(), record.getThreshold(), record.getEvidence(), record.getRunbook()));
        return new Story(
                opening,
                trouble,
                record.getOccurrences(),
                record.getPaged(),
                record.getNotes().stream()
                        .map(note -> new Story.Note(note.getAt(), note.getText()))
                        .toList(),
                record.getAt());
    }

    private static Severity severity(IncidentSeverity severity) {
        return switch (severity) {
            case INFO -> Severity.INFO;
            case WARNING, UNKNOWN -> Severity.WARNING;
            case CRITICAL -> Severity.CRITICAL;
        };
    }
}
