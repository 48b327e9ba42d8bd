package io.chronoops.endtoend.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The result for a person. */
final class TableSheet {
    private static final double MEGABYTE = 1e6;

    String of(Result result) {
        var text = new StringBuilder();
        text.append("\nDataset  ").append(result.dataset());
        text.append("\nServer   ").append(result.server());
        text.append("\nService  ").append(result.service());
        text.append(line("\n\n  %-36s %11s %11s %6s  %-7s %s", "medians", "ours", "peer", "ratio", "goal", "peer"));
        for (Row row : result.rows()) {
            text.append(line(
                    "\n%s %-36s %11s %11s %6s  %-7s %s",
                    mark(row.met()),
                    row.work(),
                    figure(row.ours(), row.unit()),
                    figure(row.peer(), row.unit()),
                    row.ratio() == null ? "" : line("%.2f", row.ratio()),
                    row.goal(),
                    row.peerName() == null ? row.note() : (row.peerName() + "  " + row.note()).strip()));
        }
        text.append(line(
                "\n\n  %-48s %8s %8s %9s %8s %8s %8s",
                "medians", "wall s", "own s", "service", "programs", "server", "MB"));
        result.rounds()
                .forEach((side, rounds) -> text.append(line(
                        "\n  %-48s %8.3f %8s %9.1f %8.1f %8.1f %8.0f",
                        side,
                        median(rounds, Measured::wall),
                        own(rounds),
                        median(rounds, Measured::serviceCpu),
                        median(rounds, Measured::programsCpu),
                        median(rounds, Measured::serverCpu),
                        median(rounds, Measured::bytes) / MEGABYTE)));
        return text.append("\n  (service, programs, server: processor seconds)\n")
                .toString();
    }

    private static String own(List<Measured> rounds) {
        double own = median(rounds, Measured::own);
        return Double.isNaN(own) ? "" : line("%.2f", own);
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return Measured.median(rounds, figure);
    }

    private static String mark(@Nullable Boolean met) {
        if (met == null) return "-";
        return met ? "✓" : "✗";
    }

    private static String figure(@Nullable Double value, String unit) {
        return value == null ? "" : line(value < 1 ? "%.3f %s" : value < 100 ? "%.2f %s" : "%.0f %s", value, unit);
    }

    private static String line(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
