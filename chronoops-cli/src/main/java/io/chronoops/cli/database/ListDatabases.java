package io.chronoops.cli.database;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Rest;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Lists the operated databases and where the capture of each stands. */
@Command(
        name = "list",
        description = "List the operated databases and where the capture of each stands.",
        footer = {"", "Example:", "  chronoops databases list"})
public final class ListDatabases implements Callable<Integer> {
    private final Session session;

    /** For this call. */
    public ListDatabases(Session session) {
        this.session = session;
    }

    private record Line(DatabaseView database, JsonNode capture) {}

    @Override
    public Integer call() {
        Rest backup = session.rest(Service.BACKUP);
        List<Line> lines = new OperatedDatabases(session)
                .all().stream()
                        .map(one -> new Line(
                                one,
                                backup.find(Address.of("databases", one.name(), "capture"))
                                        .orElseGet(() -> Json.tree(Map.of("status", "unknown")))))
                        .toList();
        session.screen().answer(Json.tree(lines), look -> table(lines, look).lines(look));
        return 0;
    }

    private static Table table(List<Line> lines, Look look) {
        var table = new Table(
                "no database is operated yet; begin: chronoops databases prepare NAME --url postgresql://HOST:PORT/DB",
                "NAME",
                "DATABASE",
                "CAPTURE",
                "SEALED UNTIL",
                ">AGE",
                "");
        for (Line line : lines) {
            var capture = Json.as(DatabaseView.Capture.class, line.capture());
            table.row(
                    line.database().name(),
                    line.database().url(),
                    status(capture),
                    look.time(capture.sealedCommitAt()),
                    capture.sealedCommitAt() == null ? "-" : look.age(capture.sealedCommitAt()),
                    new Cell(Objects.requireNonNullElse(capture.reason(), ""), Tone.BAD));
        }
        return table;
    }

    private static Cell status(DatabaseView.Capture capture) {
        return new Cell(
                capture.status(),
                switch (capture.status()) {
                    case "streaming" -> Tone.GOOD;
                    case "down" -> Tone.BAD;
                    default -> Tone.ATTENTION;
                });
    }
}
