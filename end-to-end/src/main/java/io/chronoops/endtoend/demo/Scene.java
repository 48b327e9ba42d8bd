package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.foreign.Publisher;
import io.chronoops.endtoend.place.Place;
import io.chronoops.endtoend.scraper.ManyConnections;
import io.chronoops.endtoend.scraper.ScraperDatabase;
import io.chronoops.endtoend.scraper.Wreck;
import io.chronoops.endtoend.scraper.Writer;
import io.chronoops.endtoend.watch.WatchRecoveryPoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the steps share: the place, and what earlier steps left for later ones. */
final class Scene implements AutoCloseable {
    private final Place place;
    private final int rows;
    private final boolean plantCorruption;
    private final ScraperDatabase scraper;
    private @Nullable Publisher publisher;
    private @Nullable Writer writer;
    private @Nullable WatchRecoveryPoint recoveryPoint;
    private @Nullable String backup;
    private @Nullable Wreck wreck;
    private long wreckedAt;
    private @Nullable Duration recoveryTime;
    private @Nullable String incident;
    private @Nullable ManyConnections connections;

    Scene(Place place, int rows, boolean plantCorruption) {
        this.place = place;
        this.rows = rows;
        this.plantCorruption = plantCorruption;
        this.scraper =
                new ScraperDatabase(place.stack().operated(), place.folder().resolve("demo"));
    }

    Place place() {
        return place;
    }

    int rows() {
        return rows;
    }

    boolean plantCorruption() {
        return plantCorruption;
    }

    ScraperDatabase scraper() {
        return scraper;
    }

    /** The other team's service, which gives all commands. */
    Publisher publisher() {
        if (publisher == null) {
            publisher = new Publisher(
                    place.stack().kafkaProperties("publisher"), place.stack().registryUrl());
        }
        return publisher;
    }

    void keep(Writer started) {
        writer = started;
    }

    Writer writer() {
        return Objects.requireNonNull(writer, "the writer is not started");
    }

    void keep(WatchRecoveryPoint started) {
        recoveryPoint = started;
    }

    WatchRecoveryPoint recoveryPoint() {
        return Objects.requireNonNull(recoveryPoint, "nobody watches the recovery point");
    }

    void keepBackup(String id) {
        backup = id;
    }

    String backup() {
        return Objects.requireNonNull(backup, "there is no backup");
    }

    void keep(Wreck done) {
        wreck = done;
        wreckedAt = System.nanoTime();
    }

    Wreck wreck() {
        return Objects.requireNonNull(wreck, "nothing is wrecked");
    }

    /** When it was over, in nanoseconds of this JVM's clock. */
    long wreckedAt() {
        return wreckedAt;
    }

    void keepRecoveryTime(Duration took) {
        recoveryTime = took;
    }

    Duration recoveryTime() {
        return Objects.requireNonNull(recoveryTime, "nothing is restored");
    }

    void keepIncident(String id) {
        incident = id;
    }

    String incident() {
        return Objects.requireNonNull(incident, "nobody was paged");
    }

    void keep(ManyConnections taken) {
        connections = taken;
    }

    void freeConnections() throws SQLException {
        if (connections != null) connections.close();
        connections = null;
    }

    @Override
    public void close() {
        if (recoveryPoint != null) recoveryPoint.close();
        if (writer != null) writer.close();
        if (publisher != null) publisher.close();
    }
}
