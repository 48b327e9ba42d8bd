package io.chronoops.backup.database;

import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits until the log says of the databases what was sent to it: who asks after the success finds it so everywhere. */
public record Listed(Databases databases) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(50);

    void await(Predicate<Databases> state, OperationRun run) throws InterruptedException {
        run.progress("telling the services", 0, 0, "");
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!state.test(databases)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() > until) {
                throw new OperationFailed(
                        Reason.TIMEOUT,
                        "the list of databases did not reach Kafka within " + PATIENCE.toSeconds() + " s",
                        "see whether broker and registry are up; it is on its way and is not lost");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
