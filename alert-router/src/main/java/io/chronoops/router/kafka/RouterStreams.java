package io.chronoops.router.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the topology; what fails starts again, for as long as the service runs. */
final class RouterStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RouterStreams.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final int PHASE = 100;

    private final Supplier<Topology> topology;
    private final Properties settings;
    private volatile boolean running;
    private volatile @Nullable KafkaStreams streams;

    RouterStreams(Supplier<Topology> topology, Properties settings) {
        this.topology = topology;
        this.settings = settings;
    }

    /** The streams, while they run. */
    Optional<KafkaStreams> streams() {
        return Optional.ofNullable(streams);
    }

    /** Whether records are being decided and views can be read. */
    boolean ready() {
        KafkaStreams now = streams;
        return now != null && now.state() == State.RUNNING;
    }

    /** In a thread of its own: the views are read from their beginning first, and the registry may be away. */
    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("streams-start").start(this::open);
    }

    private void open() {
        var next = new KafkaStreams(topology.get(), settings);
        next.setUncaughtExceptionHandler(this::replace);
        next.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("now", now).addKeyValue("before", before).log("the streams changed their state");
            if (now == State.ERROR) {
                Thread.ofPlatform().name("streams-again").start(() -> again(next));
            }
        });
        if (!isNext(next)) {
            return;
        }
        try {
            next.start();
        } catch (StreamsException | IllegalStateException e) { // the views could not be read; its state is ERROR now
            LOG.atWarn().setCause(e).log("the streams did not start");
        }
    }

    private synchronized boolean isNext(KafkaStreams next) {
        if (running) {
            streams = next;
        }
        return running;
    }

    private StreamThreadExceptionResponse replace(Throwable failure) {
        LOG.atError().setCause(failure).log("a stream thread failed, another takes its place");
        LockSupport.parkNanos(PAUSE.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void again(KafkaStreams failed) {
        LOG.atError().log("the streams failed, starting again");
        failed.close(CLOSE);
        LockSupport.parkNanos(PAUSE.toNanos());
        if (running && streams == failed) {
            open();
        }
    }

    @Override
    public void stop() {
        KafkaStreams last = end();
        if (last != null) {
            last.close(CLOSE);
        }
    }

    private synchronized @Nullable KafkaStreams end() {
        running = false;
        KafkaStreams last = streams;
        streams = null;
        return last;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
