package io.chronoops.cli.database;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins to operate a database. */
@Command(
        name = "add",
        description = "Begin to operate a prepared database: capture its changes, back it up, watch it.",
        footer = {"", "Example:", "  chronoops databases add shop --url postgresql://127.0.0.1:5432/shop"})
public final class AddDatabase implements Callable<Integer> {
    private static final String SECRETS =
            "leave it out; services read passwords from their secrets folder: one file <name>/<role> for each of backup_user, restore_user, monitoring_user";

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name here: 1 to 40 lower-case letters, digits, hyphens.")
    private String name = "";

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "postgresql://HOST:PORT/DB[?sslmode=…], without user and password.")
    private String url = "";

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public AddDatabase(Session session) {
        this.session = session;
    }

    private record Wish(String host, int port, String dbname, String sslmode) {}

    @Override
    public Integer call() {
        DatabaseUrl where = DatabaseUrl.parse(url, SECRETS);
        if (!where.user().isEmpty()) {
            throw Trouble.usage(
                    "the URL names a user, " + where.user() + ", and services log in as their own roles", SECRETS);
        }
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw Trouble.usage(
                    "\"" + name + "\" is not usable as a name",
                    "take 1 to 40 lower-case letters, digits or hyphens, for example shop-eu");
        }
        var wish = new Wish(where.host(), where.port(), where.dbname(), where.sslmode());
        return new RunOrder(session)
                .run(
                        new Order(Service.BACKUP, name, "addDatabase", wish, "adding " + name),
                        waiting,
                        new OutcomeView(_ -> "chronoops backup --type=full --database " + name));
    }
}
