package io.chronoops.cli.database;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Looks whether a database can be operated. */
@Command(
        name = "check",
        description = "Look whether a database can be backed up and captured; exit code 1 where something is wrong.",
        footer = {"", "Example:", "  chronoops databases check shop"})
public final class CheckDatabase implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Its name here (default: the only one).")
    private @Nullable String name;

    /** For this call. */
    public CheckDatabase(Session session) {
        this.session = session;
    }

    /** One thing looked at: ok, advice or wrong. */
    private record Finding(String level, String what, String mend) {}

    @Override
    public Integer call() {
        String database = session.database(name, Service.BACKUP);
        JsonNode documents = session.rest(Service.BACKUP).get(Address.of("databases", database, "check"));
        List<Finding> findings =
                documents.valueStream().map(one -> Json.as(Finding.class, one)).toList();
        session.screen().answer(documents, look -> lines(findings, look));
        boolean wrong = findings.stream().anyMatch(one -> one.level().equals("wrong"));
        return wrong ? ExitCode.FAILED.code() : ExitCode.DONE.code();
    }

    private static List<String> lines(List<Finding> findings, Look look) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add(mark(finding, look) + "  " + finding.what());
            if (!finding.mend().isBlank()) {
                lines.add("        " + look.paint(Tone.DIM, "mend: ") + finding.mend());
            }
        }
        return lines;
    }

    private static String mark(Finding finding, Look look) {
        return switch (finding.level()) {
            case "ok" -> look.paint(Tone.GOOD, "ok    ");
            case "advice" -> look.paint(Tone.ATTENTION, "advice");
            default -> look.paint(Tone.BAD, "wrong ");
        };
    }
}
