package io.chronoops.router.kafka;

/** Names of the application and its stores: they name topics on the broker, so they never change. */
final class Names {
    static final String APPLICATION = "alert-router";
    static final String OUTCOMES = "outcomes";
    static final String OUTCOMES_CHANGELOG = APPLICATION + "-" + OUTCOMES + "-changelog";
    static final String INCIDENTS = "incidents";
    static final String LIVE = "live";
    static final String POLICIES = "policies";
    static final String TIMERS = "timers";
    static final String INCIDENTS_VIEW = "incidents-view";
    static final String NOTIFICATIONS_VIEW = "notifications-view";
    static final String DELIVERIES_VIEW = "deliveries-view";

    static final String TO_INCIDENTS = "to-incidents";
    static final String TO_NOTIFICATIONS = "to-notifications";
    static final String TO_LOG = "to-log";

    private Names() {}
}
