package io.chronoops.cli.timeline;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.OutcomeView;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.restore.PointInTime;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays the log elsewhere. */
@Command(
        name = "replay",
        description = "Apply the log of changes to another database, or write it onto another Kafka topic.",
        footer = {
            "",
            "Whole transactions, each once: asked again, or after a crash, it goes on where it was. The database must be",
            "there with its tables, as a restore makes it; never an operated one. Schema changes are not replayed.",
            "",
            "Examples:",
            "  chronoops restore --point-in-time \"2025-08-27 09:00\" --into rehearsal",
            "  chronoops replay --from \"2025-08-27 09:00\" --into rehearsal --rate 500",
            "  chronoops replay --topic backup-service-orders --tables orders"
        })
public final class ReplayCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Committed after it, as \"2025-08-27 10:00:00[+02]\"; without zone: local time.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Committed then or earlier (default: all that is sealed).")
    private @Nullable String to;

    @Option(
            names = "--tables",
            paramLabel = "TABLE...",
            hideParamSyntax = true,
            arity = "1..*",
            split = ",",
            description = "Only these, as table or schema.table (default: all).")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--rate", paramLabel = "N", description = "Changes a second at most, on average.")
    private @Nullable Integer rate;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Place place = new Place();

    /** Where it goes. */
    static final class Place {
        @Option(names = "--into", paramLabel = "NAME", description = "A database at the server of --server.")
        private @Nullable String into;

        @Option(names = "--topic", paramLabel = "TOPIC", description = "A topic of one partition, not of Chrono Ops.")
        private @Nullable String topic;
    }

    @Option(
            names = "--server",
            paramLabel = "DATABASE",
            description = "The operated database at whose server --into is (default: the one of the log).")
    private @Nullable String server;

    @Mixin
    private OnDatabase on = new OnDatabase();

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public ReplayCommand(Session session) {
        this.session = session;
    }

    private record Wish(
            @Nullable Instant from,
            @Nullable Instant to,
            List<String> tables,
            @Nullable String topic,
            @Nullable String into,
            @Nullable String server,
            @Nullable Integer rate) {}

    @Override
    public Integer call() {
        String database = session.database(on, Service.BACKUP);
        var wish = new Wish(moment(from), moment(to), tables, place.topic, place.into, server, rate);
        var order = new Order(Service.BACKUP, database, "replay", wish, "replay of " + database);
        return new RunOrder(session).run(order, waiting, new OutcomeView(_ -> ""));
    }

    private @Nullable Instant moment(@Nullable String typed) {
        return typed == null
                ? null
                : PointInTime.parse(typed, session.around().clock().getZone()).instant();
    }
}
