package io.chronoops.kit.operation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Runs accepted operations: each a one-time job of db-scheduler, started again when the process that ran it died. */
final class OperationJobs implements SmartLifecycle {
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int DEAD_AFTER = 4;
    private static final int THREADS = 6;

    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;
    private final SchedulerClient inTransaction;

    OperationJobs(DataSource control, RunOperation runOperation) {
        this.task = Tasks.oneTime("operation")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(2)))
                .onDeadExecutionRevive()
                .execute((instance, _) -> runOperation.run(instance.getId()));
        this.scheduler = Scheduler.create(control, task)
                .threads(THREADS)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(DEAD_AFTER)
                .pollingInterval(Duration.ofMillis(200))
                .shutdownMaxWait(Duration.ofSeconds(1))
                .build();
        this.inTransaction = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(control), task)
                .build();
    }

    /** To be run as soon as the caller's transaction has committed. */
    void schedule(String operationId) {
        // not one by one: that would look first whether it is there
        inTransaction.scheduleBatch(List.of(task.instance(operationId)), Instant.now());
    }

    /** Runs now what is due: without it a new job waits for the next look. */
    void lookUp() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }
}
