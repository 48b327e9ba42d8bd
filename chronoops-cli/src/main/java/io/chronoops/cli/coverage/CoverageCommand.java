package io.chronoops.cli.coverage;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows what can be restored to when, and why not. */
@Command(
        name = "coverage",
        description = "Show to which moments each table can be restored, and why not to others.",
        footer = {"", "Example:", "  chronoops coverage --table scrape_pages"})
public final class CoverageCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Option(names = "--table", paramLabel = "TABLE", description = "Only this, as table or schema.table.")
    private @Nullable String table;

    /** For this call. */
    public CoverageCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.BACKUP);
        List<JsonNode> documents = session.rest(Service.BACKUP)
                .get(Address.of("coverage").with("database", database))
                .valueStream()
                .filter(one -> isWanted(one.path("table").asString("")))
                .toList();
        if (documents.isEmpty() && table != null) {
            throw Trouble.failed(
                    "table " + table + " of " + database + " is in no full backup",
                    "take one: chronoops backup --type=full --database " + database);
        }
        List<TableCoverage> tables =
                documents.stream().map(one -> Json.as(TableCoverage.class, one)).toList();
        session.screen().answer(Json.tree(documents), look -> view(database, tables, look)
                .then(View.text(archive(database)))
                .lines(look));
        return 0;
    }

    private String archive(String database) {
        JsonNode log = session.rest(Service.BACKUP).get(Address.of("databases", database, "archive"));
        long bytes = log.path("bytes").asLong();
        long changes = log.path("changes").asLong();
        return "the log: " + Human.count(changes) + " changes in "
                + Human.count(log.path("segments").asLong())
                + " segments, " + Human.size(bytes)
                + (changes == 0 ? "" : ", " + Human.count(bytes / changes) + " bytes a change");
    }

    private boolean isWanted(String title) {
        return table == null || title.equals(table) || title.equals("public." + table);
    }

    private static Table view(String database, List<TableCoverage> tables, Look look) {
        var view = new Table(
                "nothing of " + database + " can be restored yet; take a full backup: chronoops backup --type=full",
                "TABLE",
                "FROM",
                "UNTIL",
                ">AGE",
                "");
        for (TableCoverage one : tables) {
            String title = one.table();
            for (TableCoverage.Interval interval : one.intervals()) {
                String ended = interval.endedBy();
                view.row(
                        title,
                        look.time(interval.from()),
                        look.time(interval.until()),
                        look.age(interval.until()),
                        ended == null
                                ? new Cell("any moment, growing", Tone.GOOD)
                                : new Cell("ended: " + ended, Tone.ATTENTION));
                title = "";
            }
            if (one.intervals().isEmpty()) {
                view.row(
                        title,
                        "-",
                        "-",
                        "-",
                        new Cell(Objects.requireNonNullElse(one.note(), "not covered"), Tone.BAD));
            }
        }
        return view;
    }
}
