package io.chronoops.endtoend.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells on standard error what is going on, with the seconds since the beginning. */
final class Progress {
    private static final double NANOS = 1e9;

    private final PrintWriter err;
    private final long began = System.nanoTime();

    Progress(PrintWriter err) {
        this.err = err;
    }

    void say(String what) {
        err.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - began) / NANOS, what);
        err.flush();
    }
}
