package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the service holds while it backs up and restores a table, and one ten times as large: it must be the same. */
final class MemoryBench {
    private static final int JOBS = 2;
    private static final double MEBIBYTE = 1 << 20;
    /** A fifth is what two looks at the same work differ by. */
    private static final double SAME = 1.2;

    private static final double HEAP_GOAL = 256;

    private final Progress progress;
    private final Client client;

    MemoryBench(Progress progress, Client client) {
        this.progress = progress;
        this.client = client;
    }

    /** Of a service that has this dataset already in operation. */
    Result run(Dataset dataset, OurService service, ServiceMemory memory) throws Exception {
        OurBackup.take(service, "gzip:6", JOBS, List.of(Dataset.TENTH)); // the JVM has seen the code once
        var rows = new ArrayList<Row>();
        double small = backup(service, memory, Dataset.TENTH);
        double large = backup(service, memory, Dataset.LARGE);
        rows.add(Row.grown("backup of pages: live heap", large, small, "a tenth of the rows", SAME));
        double most = large;
        restore(service, memory, Dataset.TENTH); // likewise
        small = restore(service, memory, Dataset.TENTH);
        large = restore(service, memory, Dataset.LARGE);
        rows.add(Row.grown("restore of pages: live heap", large, small, "a tenth of the rows", SAME));
        rows.add(Row.limited("live heap at most", "MiB", Math.max(most, large), HEAP_GOAL, "just after collections"));
        return new Result(
                dataset.describe(),
                client.settings(),
                String.join(" ", Workbench.TUNING.services()) + ", collected five times a second",
                rows,
                Map.of());
    }

    private double backup(OurService service, ServiceMemory memory, String table) throws Exception {
        return told(
                "backup", table, memory.livePeakDuring(() -> OurBackup.take(service, "gzip:6", JOBS, List.of(table))));
    }

    private double restore(OurService service, ServiceMemory memory, String table) throws Exception {
        var restore = new OurRestore(service, client, List.of(table));
        restore.prepare();
        double peak = told("restore", table, memory.livePeakDuring(restore::act));
        restore.clear();
        return peak;
    }

    private double told(String work, String table, long bytes) {
        progress.say(work + " of " + table + ": " + Math.round(bytes / MEBIBYTE) + " MiB of live heap at most");
        return bytes / MEBIBYTE;
    }
}
