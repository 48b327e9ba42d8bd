package io.chronoops.router.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** A thread that lives one life of something after the other, for as long as the service runs. */
final class LivesThread implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LivesThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration END = Duration.ofSeconds(8);
    private static final int PHASE = 200;

    private final String name;
    private final BooleanSupplier ready;
    private final Consumer<BooleanSupplier> life;
    private final Thread thread;
    private volatile boolean running;

    /**
     * Not started yet.
     *
     * @param ready what must hold before a life begins
     * @param life lives until what it is given says no more
     */
    LivesThread(String name, BooleanSupplier ready, Consumer<BooleanSupplier> life) {
        this.name = name;
        this.ready = ready;
        this.life = life;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    private void run() {
        while (running) {
            if (!ready.getAsBoolean()) {
                LockSupport.parkNanos(LOOK.toNanos());
                continue;
            }
            try {
                life.accept(() -> running);
            } catch (InterruptException _) {
                return;
            } catch (RuntimeException e) { // the outermost loop: whatever happened, the next life may do better
                again(e);
            }
        }
    }

    private void again(RuntimeException failure) {
        LOG.atWarn().addKeyValue("thread", name).setCause(failure).log("failed, again soon");
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** Asks it to end. */
    void end() {
        running = false;
    }

    @Override
    public void stop() {
        end();
        try {
            thread.join(END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the streams whose views it reads. */
    @Override
    public int getPhase() {
        return PHASE;
    }
}
