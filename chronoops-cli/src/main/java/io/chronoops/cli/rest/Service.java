package io.chronoops.cli.rest;

/** Who answers what. */
public enum Service {
    BACKUP("backup", "backup-service"),
    MONITOR("monitor", "monitor-service"),
    MIGRATION("migration", "migration-service"),
    ROUTER("router", "alert-router");

    private final String key;
    private final String title;

    Service(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** Its key in a context file. */
    public String key() {
        return key;
    }

    /** What people call it. */
    public String title() {
        return title;
    }
}
