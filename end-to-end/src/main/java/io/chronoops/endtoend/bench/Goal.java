package io.chronoops.endtoend.bench;

import java.util.Locale;

/**
 * Where we want to get.
 *
 * @param least more is better: the figure is the least that is good; else the most
 */
record Goal(double figure, boolean least) {
    static Goal atMost(double figure) {
        return new Goal(figure, false);
    }

    static Goal atLeast(double figure) {
        return new Goal(figure, true);
    }

    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "%.4g", figure);
        return (least ? "≥ " : "≤ ") + (text.contains(".") ? text.replaceAll("\\.?0+$", "") : text);
    }
}
