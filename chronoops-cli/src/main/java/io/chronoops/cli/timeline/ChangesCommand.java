package io.chronoops.cli.timeline;

import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the log itself. */
@Command(
        name = "changes",
        description = "Write the log of changes itself: a line of JSON a change, or SQL that psql runs.",
        footer = {
            "",
            "Examples:",
            "  chronoops changes --from \"2025-08-27 09:00\" --tables orders | jq .",
            "  chronoops changes --from \"2025-08-27 09:00\" --format sql | psql shop_copy"
        })
public final class ChangesCommand implements Callable<Integer> {
    private final Session session;

    /** How it is written. */
    enum Form {
        JSON,
        SQL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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

    @Option(names = "--format", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: json).")
    private Form format = Form.JSON;

    @Option(names = "--rate", paramLabel = "N", description = "Lines a second at most, on average.")
    private @Nullable Integer rate;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public ChangesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address address = between.in(
                        Address.of("rows", "changes").with("database", session.database(on, Service.BACKUP)),
                        session.around().clock().getZone())
                .with("tables", tables.isEmpty() ? null : String.join(",", tables))
                .with("format", format)
                .with("rate", rate);
        session.rest(Service.BACKUP).copy(address, session.screen().stream());
        return 0;
    }
}
