package io.chronoops.cli.migrate;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Consent;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Vacuums tables. */
@Command(
        name = "vacuum",
        description = "Vacuum tables.",
        footer = {"", "Example:", "  chronoops vacuum --tables scrape_pages pages --analyze"})
public final class VacuumCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--tables",
            paramLabel = "TABLE...",
            hideParamSyntax = true,
            arity = "1..*",
            split = ",",
            description = "Only these, as table or schema.table (default: all).")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--full", description = "Write the tables anew; nobody can use a table meanwhile.")
    private boolean full;

    @Option(names = "--analyze", description = "Bring the planner's statistics up to date, too.")
    private boolean analyze;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public VacuumCommand(Session session) {
        this.session = session;
    }

    private record Wish(List<String> tables, boolean full, boolean analyze) {}

    @Override
    public Integer call() {
        String database = session.database(on, Service.MIGRATION);
        String what = tables.isEmpty() ? "all tables of " + database : String.join(", ", tables);
        if (full) {
            session.screen().note("VACUUM FULL locks each table while it writes it anew: nobody can read or write it.");
            session.questions().agree(consent, "Vacuum " + what + " in full?");
        }
        return new RunOrder(session)
                .run(
                        new Order(
                                Service.MIGRATION,
                                database,
                                "vacuum",
                                new Wish(tables, full, analyze),
                                "vacuum of " + what),
                        waiting);
    }
}
