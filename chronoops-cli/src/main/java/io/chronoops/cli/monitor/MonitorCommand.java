package io.chronoops.cli.monitor;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Rest;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows what monitor-service sees of a database. */
@Command(
        name = "monitor",
        description = "Show what is measured of a database; exit code 1 where its health is critical.",
        footer = {
            "",
            "Without --stats, --replication, --health: all three.",
            "",
            "Example:",
            "  chronoops monitor --health --export health.json"
        })
public final class MonitorCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--stats", description = "The newest reading of every probe.")
    private boolean stats;

    @Option(names = "--replication", description = "Standbys and slots.")
    private boolean replication;

    @Option(names = "--health", description = "Where every rule stands.")
    private boolean health;

    @Option(names = "--export", paramLabel = "FILE", description = "Write the report there, as JSON, too.")
    private @Nullable Path export;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public MonitorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.MONITOR);
        boolean all = !stats && !replication && !health;
        Map<String, JsonNode> report = new LinkedHashMap<>();
        List<View> views = new ArrayList<>();
        if (all || stats) {
            JsonNode read = ask(database, "stats", report);
            views.add(new ReadingsView("newest readings of " + database + ":", readings(read)));
        }
        if (all || replication) {
            JsonNode read = ask(database, "replication", report);
            views.add(new ReadingsView("replication of " + database + ":", readings(read)));
        }
        boolean critical = false;
        if (all || health) {
            var judged = Json.as(Health.class, ask(database, "health", report));
            critical = judged.isCritical();
            views.add(new HealthView(judged));
        }
        JsonNode document = Json.tree(report);
        export(document);
        session.screen()
                .answer(
                        document,
                        views.stream()
                                .reduce((one, next) -> one.then(View.text("")).then(next))
                                .orElseThrow());
        return critical ? ExitCode.FAILED.code() : ExitCode.DONE.code();
    }

    private JsonNode ask(String database, String what, Map<String, JsonNode> report) {
        Rest monitor = session.rest(Service.MONITOR);
        JsonNode document = monitor.get(Address.of("databases", database, what));
        report.put(what, document);
        return document;
    }

    private static List<Reading> readings(JsonNode document) {
        return document.path("readings")
                .valueStream()
                .map(one -> Json.as(Reading.class, one))
                .toList();
    }

    private void export(JsonNode document) {
        if (export == null) {
            return;
        }
        Path file = session.around().folder().resolve(export);
        try {
            Files.writeString(file, Json.text(document) + "\n");
            session.screen().note("report written to " + file);
        } catch (IOException e) {
            throw Trouble.failed("cannot write " + file + ": " + e, "name another file: --export FILE");
        }
    }
}
