package io.chronoops.monitor.probe.deadtuples;

import io.chronoops.monitor.probe.Row;

/**
 * What is known of one table's rows and pages. The counters alone are wrong after mass deletes, after VACUUM, on
 * standbys and after a crash; so pages are estimated from row widths too, and where neither can be trusted the table is
 * not covered.
 *
 * @param live rows alive and dead, by the server's counters
 * @param estimated rows, by the last VACUUM or ANALYZE; negative: there was none
 * @param widths columns whose average width is known
 */
record TablePages(
        String name, double live, double dead, double estimated, double pages, int columns, int widths, Shape shape) {
    private static final double PAGE_HEADER = 24;
    private static final double TUPLE_HEADER = 23;
    private static final double LINE_POINTER = 4;
    private static final double ALIGNMENT = 8;
    private static final double CONTRADICTION = 1.1;

    /** A tuple's average form, and how full pages are meant to be. */
    record Shape(double width, boolean hasNulls, double fillFactor, double blockSize) {}

    static TablePages of(Row row) {
        return new TablePages(
                row.text("name"),
                row.number("n_live_tup"),
                row.number("n_dead_tup"),
                row.number("reltuples"),
                row.number("relpages"),
                (int) row.whole("columns"),
                (int) row.whole("widths"),
                new Shape(
                        row.number("width"),
                        row.flag("has_nulls"),
                        row.number("fill_factor"),
                        row.number("block_size")));
    }

    /** Whether both measures are to be had. */
    boolean isCovered() {
        return pages > 0 && estimated >= 0 && widths == columns && columns > 0;
    }

    /** Dead among all rows, by the counters. */
    double byCounters() {
        return live + dead == 0 ? 0 : dead / (live + dead);
    }

    /** Pages that the living rows do not need, among all. */
    double byPages() {
        return pages == 0 ? 0 : Math.max(0, 1 - neededPages() / pages);
    }

    /** The graver of both measures. */
    double ratio() {
        return Math.max(byCounters(), byPages());
    }

    /**
     * Whether the counters speak of more rows than the pages can hold. Then the table has grown since its pages were
     * counted, or the counters are wrong, as they are where a load was analyzed before it was counted.
     */
    boolean contradictsItself() {
        return live + dead > capacity() * CONTRADICTION;
    }

    /** The same with its pages counted just now. */
    TablePages withPages(double counted) {
        return new TablePages(name, live, dead, estimated, counted, columns, widths, shape);
    }

    double neededPages() {
        return Math.ceil(living() / perPage());
    }

    private double living() {
        if (live + dead == 0) {
            return Math.max(0, estimated);
        }
        return contradictsItself() ? Math.max(0, Math.min(live, capacity() - dead)) : live;
    }

    private double capacity() {
        return pages * perPage();
    }

    private double perPage() {
        return Math.max(1, Math.floor((shape.blockSize() - PAGE_HEADER) * shape.fillFactor() / 100 / tuple()));
    }

    private double tuple() {
        double nulls = shape.hasNulls() ? Math.ceil(columns / ALIGNMENT) : 0;
        return LINE_POINTER + aligned(TUPLE_HEADER + nulls) + aligned(shape.width());
    }

    private static double aligned(double bytes) {
        return ALIGNMENT * Math.ceil(bytes / ALIGNMENT);
    }
}
