package io.chronoops.cli.timeline;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows every version of a row. */
@Command(
        name = "history",
        description = "Show every version of one row: when it became so, and by which transaction.",
        footer = {
            "",
            "Examples:",
            "  chronoops history orders 4711",
            "  chronoops history prices shop=7 day=2025-08-27 --from \"2025-08-27 00:00\""
        })
public final class HistoryCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "TABLE", description = "As table or schema.table.")
    private String table = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "KEY",
            description = "The row's key: a value; of several columns VALUE,VALUE or column=VALUE each.")
    private List<String> key = new ArrayList<>();

    @Mixin
    private Between between = new Between();

    @Option(names = "--limit", paramLabel = "N", description = "The newest so many (default: 100).")
    private int limit = 100;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address address = Address.of("rows", "history")
                .with("database", session.database(on, Service.BACKUP))
                .with("table", table);
        for (String part : key) {
            address = address.with("key", part);
        }
        JsonNode document = session.rest(Service.BACKUP)
                .search(between.in(address, session.around().clock().getZone()).with("limit", limit));
        session.screen().answer(document, new VersionsView(Json.as(VersionsView.Told.class, document)));
        return 0;
    }
}
