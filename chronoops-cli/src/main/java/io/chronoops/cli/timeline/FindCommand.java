package io.chronoops.cli.timeline;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Finds the transaction that did it, and the target just before it. */
@Command(
        name = "find",
        description = "Find the transactions that changed rows or tables, and the target to restore to before each.",
        footer = {
            "",
            "Examples:",
            "  chronoops find --table orders --op delete --min-rows 1000",
            "  chronoops find --op ddl --from \"2025-08-27 09:00\" --to \"2025-08-27 11:00\""
        })
public final class FindCommand implements Callable<Integer> {
    private final Session session;

    /** What a transaction may have done. */
    enum Deed {
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE,
        DDL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--table", paramLabel = "TABLE", description = "That touched this, as table or schema.table.")
    private @Nullable String table;

    @Option(names = "--op", paramLabel = "OP", description = "That did this: ${COMPLETION-CANDIDATES}.")
    private @Nullable Deed deed;

    @Option(names = "--min-rows", paramLabel = "N", description = "That touched so many rows or more (default: 1).")
    private @Nullable Long minRows;

    @Option(names = "--user", paramLabel = "USER", description = "Of this user, where the log tells (DDL does).")
    private @Nullable String user;

    @Mixin
    private Between between = new Between();

    @Option(names = "--limit", paramLabel = "N", description = "The newest so many (default: 20).")
    private int limit = 20;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public FindCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address address = between.in(
                        Address.of("timeline", "transactions").with("database", session.database(on, Service.BACKUP)),
                        session.around().clock().getZone())
                .with("table", table)
                .with("op", deed)
                .with("minRows", minRows)
                .with("user", user)
                .with("limit", limit);
        JsonNode document = session.rest(Service.BACKUP).search(address);
        session.screen().answer(document, new FoundView(Json.as(FoundView.Found.class, document)));
        return 0;
    }
}
