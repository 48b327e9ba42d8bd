package io.chronoops.cli.session;

import io.chronoops.cli.context.Context;
import io.chronoops.cli.context.FindContext;
import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Screen;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Rest;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.terminal.Surroundings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one call needs: who it talks to, where it writes, whom it asks. */
public final class Session {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Surroundings around;
    private final Globals globals;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** In these surroundings, with what the options will say once they are parsed. */
    public Session(Surroundings around, Globals globals) {
        this.around = around;
        this.globals = globals;
    }

    /** Where it writes. */
    public Screen screen() {
        return new Screen(around, globals.output, globals.quiet);
    }

    /** The process around it. */
    public Surroundings around() {
        return around;
    }

    /** Whom it asks. */
    public Questions questions() {
        return new Questions(around);
    }

    /** A service to call. */
    public Rest rest(Service service) {
        return new Rest(client, context(), service);
    }

    /** Where the services are. */
    public Context context() {
        return new FindContext(around).find(globals.context);
    }

    /** The database that was named, else the only one that the service operates. */
    public String database(OnDatabase on, Service service) {
        String named = on.name();
        return named == null ? only(service) : named;
    }

    /** The one of this name, else the only one that the service operates. */
    public String database(@Nullable String named, Service service) {
        return named == null ? only(service) : named;
    }

    private String only(Service service) {
        List<String> names = rest(service)
                .get(Address.of("databases"))
                .valueStream()
                .map(database -> database.path("name").asString(""))
                .sorted()
                .toList();
        return switch (names.size()) {
            case 1 -> names.getFirst();
            case 0 ->
                throw Trouble.usage(
                        "no database is operated yet",
                        "chronoops databases prepare NAME --url postgresql://HOST:PORT/DB, then chronoops databases add NAME --url …");
            default ->
                throw Trouble.usage(
                        names.size() + " databases are operated: " + String.join(", ", names),
                        "say which: --database " + names.getFirst());
        };
    }
}
