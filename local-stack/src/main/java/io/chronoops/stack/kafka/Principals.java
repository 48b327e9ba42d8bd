package io.chronoops.stack.kafka;

import java.util.List;

/** Who may log in to the broker. */
public final class Principals {
    public static final String ADMIN = "admin";
    public static final String BACKUP = "backup-service";
    public static final String MONITOR = "monitor-service";
    public static final String MIGRATION = "migration-service";
    public static final String ROUTER = "alert-router";
    /** Any other team's service. */
    public static final String PUBLISHER = "publisher";

    public static final List<String> SERVICES = List.of(BACKUP, MONITOR, MIGRATION, ROUTER);
    public static final List<String> ALL = List.of(ADMIN, BACKUP, MONITOR, MIGRATION, ROUTER, PUBLISHER);

    private Principals() {}
}
