package io.chronoops.cli.operation;

import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** An operation on the way, in one line that fits the terminal. */
record Bar(Look look, int width) {
    private static final int LENGTH = 24;
    private static final int LEAST_STEP = 12;

    String line(OperationView operation, Pace pace, Instant since) {
        OperationView.Progress progress = operation.progress();
        String elapsed = Human.duration(Duration.between(since, look.now()));
        if (progress == null) {
            return cut(
                    "  " + (operation.state().equals("accepted") ? "accepted, waiting for its turn" : "started") + ", "
                            + elapsed,
                    width - 1);
        }
        String figures = Amount.figures(progress, pace);
        if (progress.total() <= 0) {
            return cut("  " + progress.step() + "  " + figures + (figures.isEmpty() ? "" : ", ") + elapsed, width - 1);
        }
        double part = Math.clamp((double) progress.done() / progress.total(), 0.0, 1.0);
        String percent = String.format(Locale.ROOT, "%3.0f %%", Math.floor(part * 100));
        int rest = width - 1 - ("  " + "  " + "  " + percent + "  ").length() - LENGTH;
        String step = cut(progress.step(), Math.max(LEAST_STEP, rest - figures.length()));
        return "  " + step + "  " + drawn(part) + "  " + percent + "  "
                + cut(figures, Math.max(0, rest - step.length()));
    }

    private String drawn(double part) {
        int full = (int) Math.round(part * LENGTH);
        return look.paint(Tone.GOOD, (look.unicode() ? "━" : "#").repeat(full))
                + look.paint(Tone.DIM, (look.unicode() ? "─" : "-").repeat(LENGTH - full));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, Math.max(0, length));
    }
}
