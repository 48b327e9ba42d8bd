package io.chronoops.router.delivery;

import io.chronoops.alerts.Notification;
import io.chronoops.alerts.NotificationAction;
import io.chronoops.alerts.NotificationSeverity;
import java.time.Instant;

/** Notifications for tests. */
public final class Notices {
    public static final Instant AT = Instant.parse("2026-03-01T03:00:00Z");

    private Notices() {}

    /** To devops, about connections of shop. */
    public static Notification of(String incident, NotificationAction action) {
        return Notification.newBuilder()
                .setId(incident + ":devops:devops:" + action)
                .setAt(AT)
                .setSource("alert-router")
                .setIncidentId(incident)
                .setDedupKey(incident)
                .setAction(action)
                .setSeverity(NotificationSeverity.CRITICAL)
                .setTier("devops")
                .setReceiver("devops")
                .setSummary("shop: connections in use 95 %, critical above 90 %")
                .setDatabase("shop")
                .setValue("95 %")
                .setThreshold("90 %")
                .setEvidence("{\"used\":95,\"by\":\"<app> & co\"}")
                .setRunbook("runbooks/connections.md")
                .setHowToAcknowledge("chronoops incidents ack " + incident)
                .setStartedAt(AT)
                .build();
    }
}
