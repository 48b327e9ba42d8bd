package io.chronoops.migration.run;

import io.chronoops.kit.operation.OperationRun;

/** An operation's run that, once it is over, can no longer be stopped while it takes back what must not stay. */
public final class StoppableRun implements OperationRun {
    private final OperationRun run;
    private volatile boolean over;

    /** Stoppable at first. */
    public StoppableRun(OperationRun run) {
        this.run = run;
    }

    /** From now on says nothing and asks nobody. */
    void goOnRegardless() {
        over = true;
    }

    @Override
    public String operationId() {
        return run.operationId();
    }

    @Override
    public int attempt() {
        return run.attempt();
    }

    @Override
    public void progress(String step, long done, long total, String unit) {
        if (!over) {
            run.progress(step, done, total, unit);
        }
    }

    @Override
    public void stopIfCancelled() {
        if (!over) {
            run.stopIfCancelled();
        }
    }

    @Override
    public boolean isNewest() {
        return run.isNewest();
    }
}
