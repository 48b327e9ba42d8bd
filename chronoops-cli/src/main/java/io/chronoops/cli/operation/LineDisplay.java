package io.chronoops.cli.operation;

import io.chronoops.cli.session.Session;
import java.time.Duration;
import java.time.Instant;

/** A line at each new step, and every few seconds within one. */
final class LineDisplay implements ProgressDisplay {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Session session;
    private final Pace pace = new Pace();
    private String step = "";
    private Instant next = Instant.MIN;

    LineDisplay(Session session) {
        this.session = session;
    }

    @Override
    public void show(OperationView operation) {
        OperationView.Progress progress = operation.progress();
        Instant now = session.around().clock().instant();
        pace.observe(now, progress);
        if (progress == null || (progress.step().equals(step) && now.isBefore(next))) {
            return;
        }
        String figures = Amount.figures(progress, pace);
        if (figures.isEmpty() && progress.step().equals(step)) {
            return;
        }
        step = progress.step();
        next = now.plus(EVERY);
        session.screen().note("  " + step + (figures.isEmpty() ? "" : ": " + figures));
    }
}
