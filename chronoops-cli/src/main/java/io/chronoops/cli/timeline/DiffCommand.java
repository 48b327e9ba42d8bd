package io.chronoops.cli.timeline;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Counts what differs between two moments. */
@Command(
        name = "diff",
        description = "Count the rows of each table that were added, removed and changed between two moments.",
        footer = {
            "",
            "Examples:",
            "  chronoops diff --from \"2025-08-27 09:00\" --to \"2025-08-27 11:00\" --tables orders",
            "  chronoops diff --from \"2025-08-27 09:00\" --to \"2025-08-27 11:00\" --tables orders --sql"
        })
public final class DiffCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private Between between = new Between();

    @Option(
            names = "--tables",
            paramLabel = "TABLE...",
            hideParamSyntax = true,
            arity = "1..*",
            split = ",",
            description = "Only these, as table or schema.table (default: all).")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--sql",
            description = "The rows themselves: SQL that makes those of the first moment those of the second.")
    private boolean sql;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!between.isWhole()) {
            throw Trouble.usage("two moments are needed", "give --from and --to");
        }
        if (sql) {
            String text = session.rest(Service.BACKUP).workedOut(asked("rows"));
            session.screen().text(Json.tree(Map.of("sql", text)), text);
            return 0;
        }
        JsonNode document = session.rest(Service.BACKUP).search(asked("timeline"));
        var table = new Table(
                "no table was changed between them in what is archived", "TABLE", ">ADDED", ">REMOVED", ">CHANGED", "");
        for (JsonNode one : document.path("tables")) {
            table.row(
                    one.path("table").asString(""),
                    Human.count(one.path("added").asLong()),
                    Human.count(one.path("removed").asLong()),
                    Human.count(one.path("changed").asLong()),
                    one.path("emptied").asBoolean()
                            ? "truncated: rows that were there before and are gone are not counted"
                            : "");
        }
        session.screen()
                .answer(
                        document,
                        table.then(look -> List.of("archived until "
                                + look.time(java.time.Instant.parse(
                                        document.path("archivedUntil").asString("1970-01-01T00:00:00Z"))))));
        return 0;
    }

    private Address asked(String below) {
        return between.in(
                        Address.of(below, "diff").with("database", session.database(on, Service.BACKUP)),
                        session.around().clock().getZone())
                .with("tables", tables.isEmpty() ? null : String.join(",", tables));
    }
}
