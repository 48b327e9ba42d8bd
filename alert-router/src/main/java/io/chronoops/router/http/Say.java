package io.chronoops.router.http;

import io.chronoops.alerts.Notification;
import java.util.Locale;

/** What every page says, in words. */
public final class Say {
    private Say() {}

    /** One line: what happened to whom. */
    public static String line(Notification notification) {
        return switch (notification.getAction()) {
            case ACKNOWLEDGE -> "Acknowledged: " + notification.getSummary();
            case RESOLVE -> "Resolved: " + notification.getSummary();
            case TRIGGER, UNKNOWN ->
                notification.getSeverity().name().toUpperCase(Locale.ROOT) + ": " + notification.getSummary();
        };
    }

    /** The value against its threshold; empty where nothing was measured. */
    public static String measure(Notification notification) {
        if (notification.getValue().isEmpty()) {
            return "";
        }
        return notification.getThreshold().isEmpty()
                ? notification.getValue()
                : notification.getValue() + " (threshold " + notification.getThreshold() + ")";
    }

    /** What it is of: the database, and what within it. */
    public static String where(Notification notification) {
        if (notification.getDatabase().isEmpty()) {
            return "chronoops";
        }
        return notification.getSubject().isEmpty()
                ? notification.getDatabase()
                : notification.getDatabase() + " " + notification.getSubject();
    }

    /** The text cut to so many characters. */
    public static String atMost(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
