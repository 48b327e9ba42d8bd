package io.chronoops.stack.data;

/** Everything that listens, all on 127.0.0.1. */
public enum Port {
    OPERATED("operated", 15432),
    CONTROL("control", 15433),
    BROKER("broker", 19092),
    CONTROLLER("controller", 19093),
    REGISTRY("registry", 18080),
    REGISTRY_MANAGEMENT("registry-management", 18081),
    BACKUP("backup-service", 8081),
    MONITOR("monitor-service", 8082),
    MIGRATION("migration-service", 8083),
    ROUTER("alert-router", 8084);

    private final String part;
    private final int fixed;

    Port(String part, int fixed) {
        this.part = part;
        this.fixed = fixed;
    }

    /** Who listens there. */
    public String part() {
        return part;
    }

    int fixed() {
        return fixed;
    }

    /** The port of a service by its name. */
    public static Port ofService(String service) {
        for (Port port : values()) if (port.part.equals(service)) return port;
        throw new IllegalArgumentException("no service " + service);
    }
}
