package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Workbench;
import io.chronoops.stack.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What capture costs the source: pgbench as fast as it goes, with our service on the same processors and without it. */
final class OverheadContest {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    /** Accounts at pgbench's scale 1. */
    private static final int ROWS_OF_ONE = 100_000;

    private static final int MOST = 10;

    private final Workbench workbench;
    private final Progress progress;
    private final Client client;
    private final OurService service;

    OverheadContest(Workbench workbench, Progress progress, Client client, OurService service) {
        this.workbench = workbench;
        this.progress = progress;
        this.client = client;
        this.service = service;
    }

    /** Makes pgbench's tables; before the database is operated. */
    static void make(Client client, Sizes sizes) throws IOException {
        int scale = Math.clamp(sizes.changes() / ROWS_OF_ONE, 1, MOST);
        client.run(List.of("pgbench", "-i", "-q", "-s", Integer.toString(scale), Dataset.DATABASE));
    }

    Row run(Sizes sizes) throws Exception {
        Part part = workbench.stack().service("backup-service");
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int round = 1; round <= sizes.rounds(); round++) {
            if (round % 2 == 1) with.add(with(part, sizes.seconds()));
            part.stop();
            without.add(pgbench("without capture", sizes.seconds()));
            part.start();
            service.incremental(); // what waited is done
            if (round % 2 == 0) with.add(with(part, sizes.seconds()));
        }
        return Row.rate(
                "source under capture, closed loop",
                "tps",
                Measured.median(with),
                Measured.median(without),
                "pgbench without capture",
                0.75,
                "with capture: after as long a time to warm up");
    }

    private double with(Part part, int seconds) throws IOException {
        if (!part.isRunning()) part.start();
        service.incremental();
        pgbench("with capture, to warm it up", seconds);
        service.incremental();
        return pgbench("with capture", seconds);
    }

    private double pgbench(String how, int seconds) throws IOException {
        client.run(List.of("psql", "-X", "-q", "-d", Dataset.DATABASE, "-c", "CHECKPOINT"));
        String said = client.run(List.of(
                "pgbench", "-n", "-c", "4", "-T", Integer.toString(seconds), "-M", "prepared", Dataset.DATABASE));
        Matcher tps = TPS.matcher(said);
        if (!tps.find()) throw new IOException("pgbench said no tps: " + said);
        double figure = Double.parseDouble(tps.group(1));
        progress.say(String.format(Locale.ROOT, "pgbench %s: %.0f tps", how, figure));
        return figure;
    }
}
