package io.chronoops.migration.postgres;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.migration.run.Measures;
import io.chronoops.migration.run.Pace;
import io.chronoops.ops.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Asks for a lock briefly, again and again, names who is in the way, and gives up in the end. */
final class Patience {
    private static final long LEAST_PAUSE_MS = 50;
    private static final long MOST_PAUSE_MS = 500;

    private final Pace pace;
    private final Measures measures;
    private final OperationRun run;
    private final Watcher watcher;
    private final int pid;

    Patience(Pace pace, Measures measures, OperationRun run, Watcher watcher, int pid) {
        this.pace = pace;
        this.measures = measures;
        this.run = run;
        this.watcher = watcher;
        this.pid = pid;
    }

    /** Tries until it works; each attempt must be a whole transaction that took nothing when it fails. */
    <T> T until(String step, String what, Attempt<T> attempt) throws InterruptedException {
        long began = System.nanoTime();
        List<Blocker> blockers = List.of();
        for (long tries = 1; ; tries++) {
            Watcher.Glance glance =
                    watcher.glance(pid, pace.lockTimeout().multipliedBy(6).dividedBy(10));
            try (glance) {
                return attempt.run();
            } catch (SQLException failure) {
                if (!SqlFailure.isLock(failure)) {
                    throw SqlFailure.of(failure, what);
                }
                blockers = glance.blockers().isEmpty() ? blockers : glance.blockers();
                measures.lockRetried();
                if (System.nanoTime() - began > pace.lockPatience().toNanos()) {
                    throw gaveUp(what, tries, Duration.ofNanos(System.nanoTime() - began), blockers, failure);
                }
            }
            run.progress(step + waitingFor(blockers), tries, 0, "attempts");
            run.stopIfCancelled();
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current()
                    .nextLong(LEAST_PAUSE_MS, Math.min(MOST_PAUSE_MS, LEAST_PAUSE_MS * (tries + 1)) + 1));
        }
    }

    static String waitingFor(List<Blocker> blockers) {
        return blockers.isEmpty()
                ? ", waiting for a lock"
                : ", waiting for pid "
                        + String.join(
                                ", ",
                                blockers.stream()
                                        .map(one -> Integer.toString(one.pid()))
                                        .toList())
                        + " (" + blockers.getFirst().user() + ", "
                        + blockers.getFirst().state() + ")";
    }

    private static OperationFailed gaveUp(
            String what, long tries, Duration after, List<Blocker> blockers, SQLException failure) {
        String culprit = blockers.isEmpty() ? "someone whom PostgreSQL did not name" : Blocker.words(blockers);
        String mend = blockers.isEmpty()
                ? "see pg_locks, then send the command again"
                : "end it (SELECT pg_terminate_backend(" + blockers.getFirst().pid()
                        + ")) or let it finish, then send the command again: what is done stays done";
        return new OperationFailed(
                Reason.LOCKED,
                what + ": no lock in " + tries + " attempts over " + after.toSeconds() + " s, blocked by " + culprit,
                mend,
                failure);
    }

    /** One transaction. */
    interface Attempt<T> {
        T run() throws SQLException, InterruptedException;
    }
}
