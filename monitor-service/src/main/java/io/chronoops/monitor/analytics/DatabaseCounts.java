package io.chronoops.monitor.analytics;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.monitor.analytics.Step.Reached;
import io.chronoops.monitor.probe.Blind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The counts of one database: one thread feeds them, any may ask. */
final class DatabaseCounts {
    private final String database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Marks marks = new Marks();
    private final List<Waiting> waiting = new ArrayList<>();
    private State state = new State.Starting();
    private @Nullable LiveCounts live;

    DatabaseCounts(String database) {
        this.database = database;
    }

    /** Whether it counts, and if not, why. */
    sealed interface State {
        /** It has not loaded yet. */
        record Starting() implements State {}

        /** There is no change log: the database is not captured. */
        record NoLog() implements State {}

        /** It counts. */
        record Counting() implements State {}

        /** It cannot. */
        record Failed(Blind blind) implements State {}
    }

    private static final class Waiting {
        private final long lsn;
        private @Nullable CountsView answer;

        Waiting(long lsn) {
            this.lsn = lsn;
        }
    }

    /** Counts from a fresh load on. */
    void loaded(LiveCounts counts) {
        locked(() -> {
            live = counts;
            state = new State.Counting();
            return state;
        });
    }

    /** It does not count now. */
    void stands(State now) {
        locked(() -> {
            state = now;
            live = null;
            return state;
        });
    }

    /** Takes the next record of the change log. */
    Step take(ChangeEvent event) {
        return locked(() -> {
            LiveCounts counts = live;
            if (counts == null) {
                throw new IllegalStateException("nothing is loaded to apply a change to");
            }
            Step step = counts.take(event);
            if (step instanceof Reached reached) {
                reached(counts, reached);
            }
            return step;
        });
    }

    private void reached(LiveCounts counts, Reached reached) {
        boolean exact = counts.isExact();
        boolean due = exact && waiting.stream().anyMatch(each -> each.answer == null && each.lsn <= reached.lsn());
        if (reached.marks().isEmpty() && !due) {
            return;
        }
        var view = CountsView.of(database, counts);
        reached.marks().forEach(mark -> marks.put(mark, exact ? Optional.of(view) : Optional.empty()));
        if (due) {
            waiting.stream()
                    .filter(each -> each.answer == null && each.lsn <= reached.lsn())
                    .forEach(each -> each.answer = view);
        }
        moved.signalAll();
    }

    State state() {
        return locked(() -> state);
    }

    /** The tables that cannot be counted, or not wholly. */
    List<Loaded.Refused> refused() {
        return locked(
                () -> live == null ? List.of() : List.copyOf(live.refused().values()));
    }

    /** The counts as they are now, if anything is counted. */
    Optional<CountsView> now() {
        return locked(() -> live == null ? Optional.empty() : Optional.of(CountsView.of(database, live)));
    }

    /** When the newest counted transaction committed. */
    Optional<Instant> newest() {
        return locked(() -> live == null || live.lsn() == 0 ? Optional.empty() : Optional.of(live.at()));
    }

    /** The counts at the first transaction end at or beyond the LSN; waits for it. */
    CountsView reach(long lsn, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        var mine = new Waiting(lsn);
        try {
            if (live != null && live.isExact() && live.lsn() >= lsn) {
                return CountsView.of(database, live);
            }
            waiting.add(mine);
            long left = timeout.toNanos();
            while (mine.answer == null && left > 0) {
                left = moved.awaitNanos(left);
            }
            CountsView answer = mine.answer;
            if (answer == null) {
                throw new NotExactYet("the change log of " + database + " has not reached " + Lsn.text(lsn) + " within "
                        + timeout.toMillis() + " ms; " + standing());
            }
            return answer;
        } finally {
            waiting.remove(mine);
            lock.unlock();
        }
    }

    /** The counts at a mark; waits for it. */
    CountsView mark(String id, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (marks.find(id).isEmpty() && left > 0) {
                left = moved.awaitNanos(left);
            }
            return marks.find(id)
                    .orElseThrow(() -> new NotCounted(
                            "mark " + id + " is not known at " + database + " (the newest 100 are); " + standing()))
                    .orElseThrow(() -> new NotExactYet(
                            "mark " + id + " was passed while the counts were being loaded: make another mark"));
        } finally {
            lock.unlock();
        }
    }

    private String standing() {
        return live == null ? "it stands: " + state : "it is at " + Lsn.text(live.lsn());
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
