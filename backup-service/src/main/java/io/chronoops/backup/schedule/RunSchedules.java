package io.chronoops.backup.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/** Lets db-scheduler say when a schedule is due: one instance of several does it, and what was missed while none ran is due at once. */
public final class RunSchedules implements SmartLifecycle {
    static final String TABLE = "schedule_run";
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int DEAD_AFTER = 4;

    private final Scheduler scheduler;

    /** Runs these, with its book in the control database. */
    public RunSchedules(DataSource control, List<Schedule> schedules, PublishDue publishDue) {
        List<RecurringTask<Void>> tasks =
                schedules.stream().map(schedule -> task(schedule, publishDue)).toList();
        this.scheduler = Scheduler.create(control)
                .startTasks(tasks)
                .tableName(TABLE)
                .threads(1)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(DEAD_AFTER)
                .pollingInterval(Duration.ofSeconds(1))
                .shutdownMaxWait(Duration.ofSeconds(1))
                .build();
    }

    private static RecurringTask<Void> task(Schedule schedule, PublishDue publishDue) {
        return Tasks.recurring(schedule.name(), new ByCron(schedule.cron()))
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(10)))
                .onDeadExecutionRevive()
                .execute((_, _) -> publishDue.publish(schedule));
    }

    private record ByCron(Cron cron) implements com.github.kagkarlsson.scheduler.task.schedule.Schedule {
        @Override
        public Instant getNextExecutionTime(ExecutionComplete complete) {
            return cron.next(complete.getTimeDone()).orElse(NEVER);
        }

        @Override
        public boolean isDeterministic() {
            return true;
        }
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

    /** After the databases are known. */
    @Override
    public int getPhase() {
        return 2;
    }
}
