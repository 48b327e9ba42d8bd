package io.chronoops.backup;

import io.chronoops.backup.retention.CleanupHandler;
import io.chronoops.kit.operation.OperationList;
import io.chronoops.kit.operation.OperationView;
import java.util.Optional;
import java.util.Set;

/** Restores and drills that run, as this service's operations tell. */
final class RestoresByOperation implements CleanupHandler.RestoresUnderWay {
    private static final Set<String> READING = Set.of("restore", "drill", "export", "compact");
    /** Under the name of the database that it goes to: the backup may be another's. */
    private static final String ANY_BACKUP = "restore";

    private static final Set<String> OPEN = Set.of("accepted", "running");
    private static final int NEWEST = 1000;

    private final OperationList operations;

    RestoresByOperation(OperationList operations) {
        this.operations = operations;
    }

    @Override
    public Optional<String> of(String database) {
        return operations.newest(NEWEST).stream()
                .filter(operation -> READING.contains(operation.type())
                        && OPEN.contains(operation.state())
                        && (operation.type().equals(ANY_BACKUP) || database.equals(operation.database())))
                .map(OperationView::id)
                .findFirst();
    }
}
