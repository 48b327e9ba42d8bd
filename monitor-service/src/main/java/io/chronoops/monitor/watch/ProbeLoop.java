package io.chronoops.monitor.watch;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import io.chronoops.monitor.reading.Watched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at an interval until it is closed. A look that does not come back in time is given up and counts as blind. */
final class ProbeLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeLoop.class);

    private final Watched watched;
    private final Pace pace;
    private final Callable<Sighting> look;
    private final UnaryOperator<Sighting> unable;
    private final Consumer<Round> sink;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** When to look, and how long a look may take. */
    record Pace(Duration interval, Duration bound, Clock clock) {}

    /** A look, and what a failed one says. */
    ProbeLoop(
            Watched watched, Pace pace, Callable<Sighting> look, UnaryOperator<Sighting> unable, Consumer<Round> sink) {
        this.watched = watched;
        this.pace = pace;
        this.look = look;
        this.unable = unable;
        this.sink = sink;
    }

    @Override
    public void run() {
        try (ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor()) {
            Duration rest = Duration.ZERO;
            while (!closed.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
                Instant at = pace.clock().instant().truncatedTo(ChronoUnit.MICROS);
                long begun = System.nanoTime();
                Sighting sighting = unable.apply(bounded(looks.submit(look)));
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                sink.accept(new Round(watched, at, took, sighting));
                rest = pace.interval().minus(took);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Sighting bounded(Future<Sighting> looking) throws InterruptedException {
        try {
            return looking.get(pace.bound().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            looking.cancel(true);
            return new Blind(
                    Cause.TIMEOUT,
                    watched.key() + " did not answer within " + pace.bound().toSeconds() + " s",
                    "see whether the server, or the way to it, hangs");
        } catch (ExecutionException e) {
            LOG.atError()
                    .addKeyValue("probe", watched.key())
                    .setCause(e.getCause())
                    .log("a probe broke");
            return new Blind(Cause.FAILED, "the probe broke: " + e.getCause(), "report this as a fault of the monitor");
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
