package io.chronoops.backup.replace;

import io.chronoops.kit.operation.OperationRun;

/** A run that is told of no cancellation: what has changed places is carried through. */
record PastReturn(OperationRun run) implements OperationRun {
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
        run.progress(step, done, total, unit);
    }

    @Override
    public void stopIfCancelled() {
        // too late: ending here would leave the new database without its first backup
    }

    @Override
    public boolean isNewest() {
        return run.isNewest();
    }
}
