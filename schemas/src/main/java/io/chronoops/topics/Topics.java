package io.chronoops.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every topic: its name, how many partitions, how long it is kept. */
public final class Topics {
    public static final String COMMANDS = "chronoops.ops.commands";
    public static final String EVENTS = "chronoops.ops.events";
    public static final String DATABASES = "chronoops.ops.databases";
    public static final String CDC_PREFIX = "chronoops.cdc.";
    public static final String READINGS = "chronoops.monitor.readings";
    public static final String BREACHES = "chronoops.monitor.breaches";
    public static final String ALERTS_LOG = "chronoops.alerts.log";
    public static final String INCIDENTS = "chronoops.alerts.incidents";
    public static final String NOTIFICATIONS = "chronoops.alerts.notifications";
    public static final String DELIVERIES = "chronoops.alerts.deliveries";
    public static final String DLT_SUFFIX = ".dlt";

    private static final String FOREVER = "-1";

    private Topics() {}

    /** The change log of an operated database: one partition, because the order is the point. */
    public static String cdc(String database) {
        return CDC_PREFIX + database;
    }

    /** Where records of this topic go that no consumer could read. */
    public static String dlt(String topic) {
        return topic + DLT_SUFFIX;
    }

    /** A topic as it must exist; config in Kafka's own keys. */
    public record Spec(String name, int partitions, Map<String, String> config) {}

    /** All topics that do not depend on a database, each with its dead-letter topic. */
    public static List<Spec> fixed() {
        return List.of(
                kept(COMMANDS, 3, Duration.ofDays(30)),
                kept(dlt(COMMANDS), 1, Duration.ofDays(30)),
                kept(EVENTS, 3, Duration.ofDays(365)),
                kept(dlt(EVENTS), 1, Duration.ofDays(30)),
                new Spec(DATABASES, 1, Map.of("cleanup.policy", "compact")),
                kept(READINGS, 1, Duration.ofDays(7)),
                kept(dlt(READINGS), 1, Duration.ofDays(30)),
                kept(BREACHES, 1, Duration.ofDays(365)),
                kept(dlt(BREACHES), 1, Duration.ofDays(30)),
                kept(ALERTS_LOG, 1, Duration.ofDays(365)),
                new Spec(INCIDENTS, 1, Map.of("cleanup.policy", "compact")),
                kept(NOTIFICATIONS, 1, Duration.ofDays(365)),
                kept(dlt(NOTIFICATIONS), 1, Duration.ofDays(30)),
                kept(DELIVERIES, 1, Duration.ofDays(365)));
    }

    /** The change log of one database; the archiver alone deletes from it. */
    public static Spec cdcSpec(String database) {
        return new Spec(cdc(database), 1, Map.of("retention.ms", FOREVER, "max.message.bytes", "8388608"));
    }

    private static Spec kept(String name, int partitions, Duration time) {
        return new Spec(name, partitions, Map.of("retention.ms", Long.toString(time.toMillis())));
    }
}
