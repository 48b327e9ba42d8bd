package io.chronoops.cli.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How fast a step goes, by what was seen of it in the last seconds. */
final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final Duration LEAST = Duration.ofMillis(500);

    private final Deque<Seen> seen = new ArrayDeque<>();
    private String step = "";

    private record Seen(Instant at, long done) {}

    void observe(Instant at, OperationView.@Nullable Progress progress) {
        if (progress == null) {
            return;
        }
        boolean another = !progress.step().equals(step)
                || (!seen.isEmpty() && progress.done() < seen.getLast().done());
        if (another) {
            step = progress.step();
            seen.clear();
        }
        seen.addLast(new Seen(at, progress.done()));
        while (seen.size() > 2 && seen.getFirst().at().isBefore(at.minus(WINDOW))) {
            seen.removeFirst();
        }
    }

    /** Units a second; none until enough was seen. */
    Optional<Double> rate() {
        if (seen.size() < 2) {
            return Optional.empty();
        }
        Duration span = Duration.between(seen.getFirst().at(), seen.getLast().at());
        long done = seen.getLast().done() - seen.getFirst().done();
        return span.compareTo(LEAST) < 0 || done <= 0 ? Optional.empty() : Optional.of(done / (span.toMillis() / 1e3));
    }

    /** Time left at this pace; none where the end is not known. */
    Optional<Duration> left(OperationView.Progress progress) {
        long rest = progress.total() - progress.done();
        return progress.total() <= 0 || rest < 0
                ? Optional.empty()
                : rate().map(rate -> Duration.ofMillis((long) (rest / rate * 1e3)));
    }
}
