package io.chronoops.router.wire;

import io.chronoops.alerts.IncidentSeverity;
import io.chronoops.alerts.IncidentState;
import io.chronoops.router.incident.Incident;
import io.chronoops.router.incident.Mark;
import io.chronoops.router.incident.Story;
import org.jspecify.annotations.Nullable;

/** An incident as the record of chronoops.alerts.incidents. */
public final class WriteIncident {
    static final String SOURCE = "alert-router";

    private WriteIncident() {}

    /** The record. */
    public static io.chronoops.alerts.Incident write(Incident incident) {
        var record = story(incident.story());
        return switch (incident) {
            case Incident.Open _ -> record.setState(IncidentState.OPEN).build();
            case Incident.Recorded _ -> record.setState(IncidentState.RECORDED).build();
            case Incident.Acknowledged acked ->
                taken(record, acked.taken())
                        .setState(IncidentState.ACKNOWLEDGED)
                        .build();
            case Incident.Resolved resolved ->
                taken(record, resolved.taken())
                        .setState(IncidentState.RESOLVED)
                        .setResolvedAt(resolved.ended().at())
                        .setResolvedBy(resolved.ended().by())
                        .build();
        };
    }

    private static io.chronoops.alerts.Incident.Builder taken(
            io.chronoops.alerts.Incident.Builder record, @Nullable Mark taken) {
        return taken == null ? record : record.setAcknowledgedAt(taken.at()).setAcknowledgedBy(taken.by());
    }

    private static io.chronoops.alerts.Incident.Builder story(Story story) {
        var trouble = story.trouble();
        return io.chronoops.alerts.Incident.newBuilder()
                .setId(story.id())
                .setAt(story.updatedAt())
                .setSource(SOURCE)
                .setCauseId(story.opening().cause())
                .setKey(trouble.key())
                .setSeverity(IncidentSeverity.valueOf(trouble.severity().name()))
                .setSummary(trouble.summary())
                .setDatabase(trouble.place().database())
                .setSubject(trouble.place().subject())
                .setValue(trouble.facts().value())
                .setThreshold(trouble.facts().threshold())
                .setEvidence(trouble.facts().evidence())
                .setRunbook(trouble.facts().runbook())
                .setStartedAt(story.opening().startedAt())
                .setPaged(story.paged())
                .setOccurrences(story.occurrences())
                .setPolicyVersion(story.opening().policyVersion())
                .setNotes(story.notes().stream()
                        .map(note -> new io.chronoops.alerts.Note(note.at(), note.text()))
                        .toList());
    }
}
