package io.chronoops.cli.database;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The databases that backup-service operates. */
final class OperatedDatabases {
    private final Session session;

    OperatedDatabases(Session session) {
        this.session = session;
    }

    /** All, by name. */
    List<DatabaseView> all() {
        return session.rest(Service.BACKUP)
                .get(Address.of("databases"))
                .valueStream()
                .map(DatabaseView::of)
                .sorted(Comparator.comparing(DatabaseView::name))
                .toList();
    }

    /** The one of this name. */
    DatabaseView find(String name) {
        List<DatabaseView> all = all();
        Optional<DatabaseView> found =
                all.stream().filter(one -> one.name().equals(name)).findFirst();
        return found.orElseThrow(() -> Trouble.failed(
                "database " + name + " is not operated",
                all.isEmpty()
                        ? "none is: chronoops databases add NAME --url postgresql://HOST:PORT/DB"
                        : "these are: "
                                + String.join(
                                        ", ",
                                        all.stream().map(DatabaseView::name).toList())));
    }
}
