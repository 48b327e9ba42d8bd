package io.chronoops.endtoend.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one piece of work took.
 *
 * @param wall seconds from asking for it to its end
 * @param own seconds that it says itself; NaN: it says nothing
 * @param bytes left on disk
 * @param serviceCpu processor seconds of backup-service meanwhile
 * @param programsCpu those of programs that we started for it
 * @param serverCpu those of PostgreSQL with all its sessions
 */
record Measured(double wall, double own, long bytes, double serviceCpu, double programsCpu, double serverCpu) {

    /** The middle of a figure over several rounds. */
    static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return median(rounds.stream().map(figure::applyAsDouble).toList());
    }

    /** The middle one. */
    static double median(List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
