package io.chronoops.monitor.watch;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.monitor.postgres.Login;
import io.chronoops.monitor.postgres.Servers;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.HostProbe;
import io.chronoops.monitor.reading.Heartbeat;
import io.chronoops.monitor.reading.Watched;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Watches every database that is operated, and the host, and says so by heartbeats. */
public final class Watch implements Databases.Watcher, AutoCloseable {
    private final WatchProperties properties;
    private final Login login;
    private final Probes probes;
    private final Newest newest;
    private final Readings readings;
    private final Clock clock;
    private final Servers shared;
    private final Servers ownOfUp = new Servers(1);
    private final Map<String, WatchedDatabase> databases = new ConcurrentHashMap<>();
    private final List<ProbeLoop> host = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * All probes that there are.
     *
     * @param hostName stands for a database in the readings of the host's probes
     */
    public record Probes(List<DatabaseProbe> database, List<HostProbe> host, String hostName) {}

    public Watch(
            WatchProperties properties, Login login, Probes probes, Newest newest, Readings readings, Clock clock) {
        this.properties = properties;
        this.login = login;
        this.probes = probes;
        this.newest = newest;
        this.readings = readings;
        this.clock = clock;
        this.shared = new Servers(properties.sessions());
    }

    /** Begins with the host and the heartbeats; databases come by {@link #added}. */
    public void start() {
        Loops loops = loops(probes.hostName());
        for (HostProbe probe : probes.host()) {
            var loop = new ProbeLoop(
                    loops.watched(probe), loops.pace(probe), probe::look, UnaryOperator.identity(), loops.sink());
            host.add(loop);
            Thread.ofVirtual().name(loops.watched(probe).key()).start(loop);
        }
        Thread.ofVirtual().name(Heartbeat.PROBE).start(this::beat);
    }

    @Override
    public void added(Database database) {
        removed(database.name());
        var watched = new WatchedDatabase(database, login, shared, ownOfUp);
        databases.put(database.name(), watched);
        probes.database().forEach(probe -> watched.start(probe, loops(database.name())));
    }

    @Override
    public void removed(String name) {
        WatchedDatabase gone = databases.remove(name);
        if (gone != null) {
            gone.close();
            newest.forget(name);
        }
    }

    private Loops loops(String database) {
        return new Loops(database, properties, clock, this::take);
    }

    private void take(Round round) {
        newest.take(round);
        readings.publish(round.reading());
    }

    private void beat() {
        try {
            do {
                readings.publish(
                        Heartbeat.of(clock.instant().truncatedTo(ChronoUnit.MICROS), properties.interval(), watched()));
            } while (!closed.await(properties.interval().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Watched> watched() {
        var watched = new ArrayList<Watched>();
        probes.host().forEach(probe -> watched.add(loops(probes.hostName()).watched(probe)));
        databases.keySet().forEach(name -> probes.database()
                .forEach(probe -> watched.add(loops(name).watched(probe))));
        return watched;
    }

    @Override
    public void close() {
        closed.countDown();
        host.forEach(ProbeLoop::close);
        databases.values().forEach(WatchedDatabase::close);
    }
}
