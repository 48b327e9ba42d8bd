package io.chronoops.monitor.watch;

import io.chronoops.kit.databases.Database;
import io.chronoops.monitor.postgres.Login;
import io.chronoops.monitor.postgres.Servers;
import io.chronoops.monitor.postgres.Sessions;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.DatabaseProbe.Looking;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One database with its sessions and the loops of its probes. */
final class WatchedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedDatabase.class);
    private static final String UP = "up";

    private final Sessions shared;
    private final Sessions ownOfUp;
    private final List<Thread> threads = new ArrayList<>();
    private final List<ProbeLoop> loops = new ArrayList<>();

    WatchedDatabase(Database database, Login login, Servers shared, Servers ownOfUp) {
        this.shared = new Sessions(database, login, shared);
        this.ownOfUp = new Sessions(database, login, ownOfUp); // whether it is up must not wait for the others
    }

    /** Starts a probe's loop. */
    void start(DatabaseProbe probe, Loops settings) {
        Looking looking = probe.open(settings.database());
        Sessions sessions = probe.name().equals(UP) ? ownOfUp : shared;
        var loop = new ProbeLoop(
                settings.watched(probe),
                settings.pace(probe),
                () -> sessions.look(looking::look),
                sighting -> sighting instanceof Blind blind ? looking.unable(blind) : sighting,
                settings.sink());
        loops.add(loop);
        threads.add(Thread.ofVirtual().name(settings.watched(probe).key()).start(loop));
    }

    @Override
    public void close() {
        loops.forEach(ProbeLoop::close);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            shared.close();
            ownOfUp.close();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("a session did not close cleanly");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
