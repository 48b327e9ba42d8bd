package io.chronoops.cli.mark;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names this moment, so that restores may go to it. */
@Command(
        name = "mark",
        description = "Name this moment as a restore point: all that is committed by now belongs to it.",
        footer = {"", "Example:", "  chronoops mark before-release-42 --comment \"shop 4.2\""})
public final class MarkCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "A letter, then letters, digits, dots, dashes; not used before.")
    private String name = "";

    @Option(names = "--comment", paramLabel = "TEXT", description = "What it is for.")
    private String comment = "";

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public MarkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.BACKUP);
        var order = new Order(
                Service.BACKUP,
                database,
                "mark",
                Map.of("name", name, "comment", comment),
                "restore point " + name + " of " + database);
        return new RunOrder(session)
                .run(
                        order,
                        waiting,
                        new OutcomeView(ended ->
                                "go back to it: chronoops restore --mark " + name + " --database " + database));
    }
}
