package io.chronoops.monitor.tripwire;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.wire.WireSettings;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A wire across every operated database. */
public final class Tripwire implements Databases.Watcher, AutoCloseable {
    static final String PROBE = "tripwire";

    private final TripwireProperties properties;
    private final WireSettings wire;
    private final Clock clock;
    private final Map<String, Followed> databases = new ConcurrentHashMap<>();

    /** One database: what is known of its tables, and who follows its log. */
    record Followed(TableRows rows, FollowForTrips follow) {}

    /** Trips by these. */
    public Tripwire(TripwireProperties properties, WireSettings wire, Clock clock) {
        this.properties = properties;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public void added(Database database) {
        removed(database.name());
        var rows = new TableRows();
        var follow = new FollowForTrips(database, rows, properties, wire, clock);
        databases.put(database.name(), new Followed(rows, follow));
        Thread.ofPlatform().daemon().name("tripwire-" + database.name()).start(follow);
    }

    @Override
    public void removed(String name) {
        Followed gone = databases.remove(name);
        if (gone != null) {
            gone.follow().close();
        }
    }

    Optional<Followed> find(String database) {
        return Optional.ofNullable(databases.get(database));
    }

    @Override
    public void close() {
        databases.values().forEach(each -> each.follow().close());
    }
}
