package io.chronoops.monitor.postgres;

import io.chronoops.kit.databases.Database;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions at each server. */
public final class Servers {
    private final int most;
    private final Map<String, ServerSessions> servers = new ConcurrentHashMap<>();

    /** At most so many sessions at each. */
    public Servers(int most) {
        this.most = most;
    }

    ServerSessions of(Database database) {
        return servers.computeIfAbsent(database.host() + ":" + database.port(), _ -> new ServerSessions(most));
    }
}
