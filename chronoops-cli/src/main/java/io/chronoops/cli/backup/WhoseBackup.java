package io.chronoops.cli.backup;

import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;

/** Asks a backup whose it is. */
final class WhoseBackup {
    private final Session session;

    WhoseBackup(Session session) {
        this.session = session;
    }

    String database(String id) {
        return session.rest(Service.BACKUP)
                .get(Address.of("backups", id))
                .path("database")
                .asString("");
    }
}
