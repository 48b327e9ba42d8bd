package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares tables with what base and log say of them. */
@Command(
        name = "prove",
        description = "Compare tables with what the newest full backup and the log say of them, at one snapshot.",
        footer = {
            "",
            "Runs by itself each hour, for the tables whose turn it is. A difference is drift, and fails it.",
            "",
            "Examples:",
            "  chronoops prove",
            "  chronoops prove --tables orders customers"
        })
public final class ProveCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--tables",
            paramLabel = "TABLE...",
            hideParamSyntax = true,
            arity = "1..*",
            split = ",",
            description = "These, as table or schema.table, however large (default: those whose turn it is).")
    private List<String> tables = new ArrayList<>();

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public ProveCommand(Session session) {
        this.session = session;
    }

    private record Wish(List<String> tables) {}

    @Override
    public Integer call() {
        String database = session.database(on, Service.BACKUP);
        var order = new Order(Service.BACKUP, database, "prove", new Wish(tables), "proof of " + database);
        return new RunOrder(session).run(order, waiting, new OutcomeView(_ -> ""));
    }
}
