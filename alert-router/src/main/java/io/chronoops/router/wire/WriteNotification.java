package io.chronoops.router.wire;

import io.chronoops.alerts.Notification;
import io.chronoops.alerts.NotificationAction;
import io.chronoops.alerts.NotificationSeverity;
import io.chronoops.router.incident.Notice;

/** A notice as the record of chronoops.alerts.notifications. */
public final class WriteNotification {
    private WriteNotification() {}

    /** The record; its dedup key is the incident's id, whoever is told. */
    public static Notification write(Notice notice) {
        var story = notice.story();
        var trouble = story.trouble();
        return Notification.newBuilder()
                .setId(notice.id())
                .setAt(notice.at())
                .setSource(WriteIncident.SOURCE)
                .setCauseId(story.opening().cause())
                .setIncidentId(story.id())
                .setDedupKey(story.id())
                .setAction(NotificationAction.valueOf(notice.action().name()))
                .setSeverity(NotificationSeverity.valueOf(trouble.severity().name()))
                .setTier(notice.tier())
                .setReceiver(notice.receiver())
                .setSummary(trouble.summary())
                .setDatabase(trouble.place().database())
                .setSubject(trouble.place().subject())
                .setValue(trouble.facts().value())
                .setThreshold(trouble.facts().threshold())
                .setEvidence(trouble.facts().evidence())
                .setRunbook(trouble.facts().runbook())
                .setHowToAcknowledge("chronoops incidents ack " + story.id())
                .setStartedAt(story.opening().startedAt())
                .build();
    }
}
