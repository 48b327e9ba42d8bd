package io.chronoops.endtoend.scraper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each write took, and which failed. */
public final class WriteLog {
    private final List<Write> writes = new ArrayList<>();
    private long failed;
    private String trouble = "";

    /** One transaction; endedAt in nanoseconds of this JVM's clock. */
    private record Write(long endedAt, long took) {}

    synchronized void committed(long endedAt, long took) {
        writes.add(new Write(endedAt, took));
    }

    synchronized void failed(String why) {
        failed++;
        trouble = why;
    }

    public synchronized long committed() {
        return writes.size();
    }

    /** Those that ended since a moment of System.nanoTime(). */
    public synchronized long committedSince(long moment) {
        return writes.stream().filter(write -> write.endedAt() - moment >= 0).count();
    }

    public synchronized long failed() {
        return failed;
    }

    /** Why the newest failed one failed. */
    public synchronized String trouble() {
        return trouble;
    }

    /** The median of those that ended since a moment of System.nanoTime(). */
    public synchronized Duration medianSince(long moment) {
        long[] took = writes.stream()
                .filter(write -> write.endedAt() - moment >= 0)
                .mapToLong(Write::took)
                .sorted()
                .toArray();
        return Duration.ofNanos(took.length == 0 ? 0 : took[took.length / 2]);
    }

    /** The longest of those that ended since a moment of System.nanoTime(). */
    public synchronized Duration worstSince(long moment) {
        return Duration.ofNanos(writes.stream()
                .filter(write -> write.endedAt() - moment >= 0)
                .mapToLong(Write::took)
                .max()
                .orElse(0));
    }
}
