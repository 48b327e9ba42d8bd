package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Measures one piece of work after a checkpoint and a sync, so that nobody pays for what another left to be written. */
final class Meter {
    private static final double NANOS = 1e9;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Client client;
    private final Path outputs;
    private final long service;
    private final long server;

    /**
     * With the processes whose processor time counts.
     *
     * @param outputs on the filesystem to which all write
     */
    Meter(Client client, Path outputs, long service, long server) {
        this.client = client;
        this.outputs = outputs;
        this.service = service;
        this.server = server;
    }

    /** Lets this side do its work once and deletes what it left. */
    Measured measure(Side side) throws Exception {
        side.prepare();
        settle();
        long sessions = ProcessorTime.children(server);
        double serviceBefore = ProcessorTime.of(service);
        double programsBefore = ProcessorTime.ofEndedChildren();
        double serverBefore = ProcessorTime.ofTree(server);
        long began = System.nanoTime();
        side.act();
        double wall = (System.nanoTime() - began) / NANOS;
        Patience.until(
                () -> ProcessorTime.children(server) <= sessions, SOON); // an ended session is counted when buried
        var measured = new Measured(
                wall,
                side.ownSeconds(),
                side.bytes(),
                ProcessorTime.of(service) - serviceBefore,
                ProcessorTime.ofEndedChildren() - programsBefore,
                ProcessorTime.ofTree(server) - serverBefore);
        side.clear();
        return measured;
    }

    private void settle() throws IOException, SQLException {
        client.execute("CHECKPOINT");
        client.run(List.of("sync", "-f", outputs.toString()));
    }
}
