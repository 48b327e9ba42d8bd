package io.chronoops.backup.catalogue;

import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.Events;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.BackupExpired;
import io.chronoops.ops.BackupPinned;
import io.chronoops.ops.BackupProven;
import io.chronoops.ops.BackupVerified;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.topics.CommandOwners;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records what is learned of a backup after it was taken: in the catalogue, beside its manifest and on the log. The row is
 * locked meanwhile, so that no two facts overwrite each other and nothing pinned is removed.
 */
public final class BackupFacts {
    private final Backups backups;
    private final MarksBeside marks;
    private final Repository repository;
    private final Events events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Into this catalogue, this repository and these events. */
    public BackupFacts(
            Backups backups, Repository repository, Events events, TransactionTemplate transaction, Clock clock) {
        this.backups = backups;
        this.marks = new MarksBeside(repository);
        this.repository = repository;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Every byte of it was re-read and matched. */
    public void verified(MaintenanceCommand by, String id, long bytes, long files) {
        transaction.executeWithoutResult(_ -> {
            backups.verified(id, clock.instant());
            mark(id);
            tell(by, event -> event.setBackupVerified(new BackupVerified(id, bytes, files)));
        });
    }

    /** Verification found this. */
    public void damaged(String id, String what) {
        transaction.executeWithoutResult(_ -> {
            backups.damaged(id, what);
            mark(id);
        });
    }

    /** Retention must leave it alone from now on, or need not any longer. */
    public void pinned(MaintenanceCommand by, String id, boolean pinned) {
        transaction.executeWithoutResult(_ -> {
            Backup backup = backups.lock(id)
                    .orElseThrow(() -> new OperationFailed(
                            Reason.NOT_FOUND,
                            "backup " + id + " was removed meanwhile",
                            "chronoops backups list shows those that are"));
            if (pinned != (backup.pinnedAt() != null)) {
                backups.pinned(id, pinned ? clock.instant() : null);
            }
            mark(id);
            tell(by, event -> event.setBackupPinned(new BackupPinned(id, pinned, by.getSource())));
        });
    }

    /** It was restored into a database of this name and compared. */
    public void proven(MaintenanceCommand by, String id, String database, double seconds) {
        transaction.executeWithoutResult(_ -> {
            backups.proven(id, clock.instant(), seconds);
            mark(id);
            tell(by, event -> event.setBackupProven(new BackupProven(id, database, seconds)));
        });
    }

    /** Removes it, its manifest first, so that what is half removed never counts; false: it was pinned meanwhile. */
    public boolean expired(MaintenanceCommand by, Backup backup, String rule) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (backups.lock(backup.id()).filter(now -> now.pinnedAt() != null).isPresent()) {
                return false;
            }
            try {
                repository.delete(Layout.manifest(backup.database(), backup.id()));
                repository.delete(Layout.backup(backup.database(), backup.id()));
            } catch (IOException e) {
                throw RepositoryTrouble.failure(repository, e);
            }
            backups.remove(backup.id());
            tell(by, event -> event.setBackupExpired(new BackupExpired(backup.id(), rule)));
            return true;
        }));
    }

    private void tell(MaintenanceCommand by, Consumer<OperationEvent.Builder> fact) {
        events.add(by.getId(), CommandOwners.typeOf(by).orElse(""), by.getDatabase(), fact);
    }

    /** A backup that the catalogue does not list has no marks. */
    private void mark(String id) {
        backups.find(id).ifPresent(backup -> {
            try {
                marks.write(backup);
            } catch (IOException e) {
                throw RepositoryTrouble.failure(repository, e);
            }
        });
    }
}
