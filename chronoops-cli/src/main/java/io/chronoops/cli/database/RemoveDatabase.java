package io.chronoops.cli.database;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops to operate a database. */
@Command(
        name = "remove",
        description = "Stop to operate a database: drops its slot and publication; its backups stay.",
        footer = {"", "Example:", "  chronoops databases remove shop --confirm shop"})
public final class RemoveDatabase implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name here.")
    private String name = "";

    @Option(names = "--confirm", paramLabel = "NAME", description = "Its name once more, instead of being asked.")
    private @Nullable String confirm;

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public RemoveDatabase(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        new OperatedDatabases(session).find(name);
        if (confirm == null) {
            session.screen()
                    .note(View.text(
                            "This drops the replication slot and the publication of " + name + ": its log ends here.",
                            "Its backups stay; what is changed from now on is in none."));
            session.questions().typed(name, "Type the name to go on:", "--confirm " + name);
        } else if (!confirm.equals(name)) {
            throw Trouble.usage("--confirm says " + confirm + ", not " + name, "say --confirm " + name);
        }
        return new RunOrder(session)
                .run(
                        new Order(Service.BACKUP, name, "removeDatabase", Map.of("confirm", name), "removing " + name),
                        waiting);
    }
}
