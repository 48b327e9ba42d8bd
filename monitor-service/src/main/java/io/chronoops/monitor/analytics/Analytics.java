package io.chronoops.monitor.analytics;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.monitor.postgres.Login;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of every operated database. */
public final class Analytics implements Databases.Watcher, AutoCloseable {
    private final AnalyticsProperties properties;
    private final Login login;
    private final WireSettings wire;
    private final Map<String, Counting> databases = new ConcurrentHashMap<>();

    private record Counting(DatabaseCounts counts, FollowChangeLog follow) {}

    /** Counts over sessions of this login; its statement timeout must leave time for a whole table. */
    public Analytics(AnalyticsProperties properties, Login login, WireSettings wire) {
        this.properties = properties;
        this.login = login;
        this.wire = wire;
    }

    @Override
    public void added(Database database) {
        removed(database.name());
        if (properties.tables().isEmpty()) {
            return;
        }
        var counts = new DatabaseCounts(database.name());
        var follow = new FollowChangeLog(database, counts, properties, login, wire);
        databases.put(database.name(), new Counting(counts, follow));
        Thread.ofPlatform().daemon().name("analytics-" + database.name()).start(follow);
    }

    @Override
    public void removed(String name) {
        Counting gone = databases.remove(name);
        if (gone != null) {
            gone.follow().close();
        }
    }

    /** The counts now. */
    public Counts now(String database, String table) {
        DatabaseCounts counts = counts(database);
        return counts.now()
                .orElseThrow(() -> new NotExactYet(database + " is not counted now: " + counts.state()))
                .table(table);
    }

    /** The counts at the first transaction end at or beyond an LSN. */
    public Counts reach(String database, String table, long lsn, Duration timeout) throws InterruptedException {
        return counts(database).reach(lsn, timeout).table(table);
    }

    /** The counts at a mark. */
    public Counts mark(String database, String table, String id, Duration timeout) throws InterruptedException {
        return counts(database).mark(id, timeout).table(table);
    }

    /** The counts of every table of every database, as they are now. */
    public List<Counts> everything() {
        return databases.values().stream()
                .flatMap(counting -> counting.counts().now().stream())
                .flatMap(view -> view.tables().stream())
                .toList();
    }

    Optional<DatabaseCounts> find(String database) {
        return Optional.ofNullable(databases.get(database)).map(Counting::counts);
    }

    private DatabaseCounts counts(String database) {
        return find(database).orElseThrow(() -> new NotCounted("database " + database + " is not operated here"));
    }

    @Override
    public void close() {
        databases.values().forEach(counting -> counting.follow().close());
    }
}
