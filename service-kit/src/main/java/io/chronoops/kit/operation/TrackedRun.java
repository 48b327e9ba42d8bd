package io.chronoops.kit.operation;

import java.time.Duration;
import org.springframework.dao.DataAccessException;

/** A run as its handler sees it: progress at most once a second, cancellation asked at most every half second. */
final class TrackedRun implements OperationRun {
    private static final long PROGRESS_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long ASK_EVERY = Duration.ofMillis(500).toNanos();

    private final Operations operations;
    private final Operations.Run run;
    private String step = "";
    private long told = System.nanoTime() - PROGRESS_EVERY;
    private long asked;

    /** What is known of a run that has just begun need not be asked again. */
    TrackedRun(Operations operations, Operations.Run run) {
        this.operations = operations;
        this.run = run;
        this.asked = run.cancelledBy().isPresent() ? run.begun() - ASK_EVERY : run.begun();
    }

    @Override
    public String operationId() {
        return run.id();
    }

    @Override
    public int attempt() {
        return (int) run.fence();
    }

    @Override
    public synchronized void progress(String nowAt, long done, long total, String unit) {
        long now = System.nanoTime();
        if (nowAt.equals(step) && now - told < PROGRESS_EVERY) {
            return;
        }
        step = nowAt;
        told = now;
        operations.progress(run, nowAt, done, total, unit);
    }

    @Override
    public synchronized void stopIfCancelled() {
        long now = System.nanoTime();
        if (now - asked < ASK_EVERY) {
            return;
        }
        asked = now;
        operations.cancelledBy(run).ifPresent(by -> {
            throw OperationStopped.cancelled(by);
        });
    }

    @Override
    public boolean isNewest() {
        try {
            operations.cancelledBy(run);
            return true;
        } catch (OperationStopped | DataAccessException _) {
            return false;
        }
    }
}
