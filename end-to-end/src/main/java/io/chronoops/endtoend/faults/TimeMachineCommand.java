package io.chronoops.endtoend.faults;

import io.chronoops.endtoend.place.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The captured log against the WAL. */
@Command(
        name = "time-machine",
        mixinStandardHelpOptions = true,
        description = {
            "Writes without a pause and hits one part in each round: kill -9 or a stop of backup-service, the broker, the",
            "registry, the operated or the control PostgreSQL. At the end every archived transaction is compared with what a",
            "second logical slot tells. Exit code 0: none lost, none doubled, none different; 1: some."
        },
        footer = {
            "",
            "Examples:",
            "  chronoops faults time-machine --rounds 50 --seed 7",
            "  chronoops faults time-machine --outage broker:10m      one outage of that part instead of rounds"
        })
final class TimeMachineCommand implements Callable<Integer> {
    private static final long SEEDS = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Option(names = "--seed", paramLabel = "S", description = "Of load and faults (default: a new one, printed).")
    private @Nullable Long seed;

    @Option(
            names = "--outage",
            paramLabel = "PART:TIME",
            description = "Takes this part away once, for this long, such as broker:90s; instead of rounds.")
    private List<String> outages = List.of();

    @Option(names = "--delete-log", description = "Deletes the topic of the change log once; instead of rounds.")
    private boolean deleteLog;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (rounds < 1) throw wrong("--rounds must be 1 or more, was " + rounds);
        List<Hits> hits = new ArrayList<>();
        outages.forEach(each -> hits.add(outage(each)));
        if (deleteLog) hits.add(new Hits.LogDeleted());
        if (hits.isEmpty()) hits.add(new Hits.Rounds(rounds));
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(SEEDS) : seed;
        var out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "seed %d%n", chosen);
        out.flush();
        try (var workbench = Workbench.temporary()) {
            Compared result = new TimeMachineFaults(workbench, out).run(hits, chosen);
            out.print(result.text());
            out.printf(Locale.ROOT, "seed %d%n", chosen);
            out.flush();
            return result.isWhole() ? 0 : 1;
        }
    }

    private Hits outage(String text) {
        String[] parts = text.split(":", 2);
        try {
            return new Hits.Outage(Target.valueOf(parts[0].toUpperCase(Locale.ROOT)), Duration.parse("PT" + parts[1]));
        } catch (RuntimeException e) {
            throw wrong("--outage must be PART:TIME, such as broker:90s, was " + text);
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
