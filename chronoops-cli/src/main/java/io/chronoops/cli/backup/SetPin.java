package io.chronoops.cli.backup;

import io.chronoops.cli.operation.Order;
import io.chronoops.cli.operation.RunOrder;
import io.chronoops.cli.operation.Waiting;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.Map;

/** Pins and unpins: the same command, said the other way round. */
final class SetPin {
    private final Session session;

    SetPin(Session session) {
        this.session = session;
    }

    int set(String id, boolean pinned, Waiting waiting) {
        String database = new WhoseBackup(session).database(id);
        return new RunOrder(session)
                .run(
                        new Order(
                                Service.BACKUP,
                                database,
                                "pin",
                                Map.of("backupId", id, "pinned", pinned),
                                (pinned ? "pinning of " : "unpinning of ") + id),
                        waiting);
    }
}
