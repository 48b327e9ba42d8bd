package io.chronoops.cli.operation;

import io.chronoops.cli.output.Human;
import java.util.ArrayList;
import java.util.List;

/** Figures of progress in words: 12.3 of 21.0 MB, 4.1 MB/s, 2 s left. */
final class Amount {
    private static final double ROUGHLY = 10;

    private Amount() {}

    static String figures(OperationView.Progress progress, Pace pace) {
        List<String> parts = new ArrayList<>();
        if (progress.total() > 0) {
            boolean bytes = progress.unit().equals("bytes");
            parts.add((bytes ? Human.size(progress.done()) : Human.count(progress.done())) + " of "
                    + of(progress.total(), progress.unit()));
        } else if (progress.done() > 0) {
            parts.add(of(progress.done(), progress.unit()));
        }
        pace.rate().ifPresent(rate -> parts.add(rate(rate, progress.unit())));
        pace.left(progress).ifPresent(left -> parts.add(Human.duration(left) + " left"));
        return String.join(", ", parts);
    }

    static String of(long amount, String unit) {
        return unit.equals("bytes") ? Human.size(amount) : (Human.count(amount) + " " + unit).strip();
    }

    private static String rate(double rate, String unit) {
        if (unit.equals("bytes")) {
            return Human.size(rate) + "/s";
        }
        String number =
                rate < ROUGHLY ? String.format(java.util.Locale.ROOT, "%.1f", rate) : Human.count(Math.round(rate));
        return (number + " " + unit).strip() + "/s";
    }
}
