package io.chronoops.backup.file;

import io.chronoops.ops.RestoreCommand;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a command to restore from a file makes sense. */
final class FileWish {
    private static final int NAME_LIMIT = 63;

    private FileWish() {}

    /** Why not. */
    static Optional<String> objection(RestoreCommand wish) {
        String file = wish.getBackupFile();
        if (!Path.of(file).isAbsolute()) {
            return Optional.of("backup file must be a whole path where backup-service runs, was " + file);
        }
        if (wish.getBackupId() != null || wish.getLatest()) {
            return Optional.of("a backup file and a backup id or latest exclude each other");
        }
        if (Stream.of(wish.getPointInTime(), wish.getLsn(), wish.getBeforeXid(), wish.getMark())
                .anyMatch(one -> one != null)) {
            return Optional.of(
                    "a backup file has its own moment alone: leave out point in time, LSN, transaction, restore point");
        }
        if (wish.getWhere() != null || wish.getWithReferenced() || wish.getIntoSchema() != null) {
            return Optional.of(
                    "of a backup file tables are restored as a whole: leave out where, with referenced, into schema");
        }
        if (wish.getReplace()) {
            return Optional.of(
                    "a backup file is restored into a new database: replacing the operated one takes a backup of it by id");
        }
        String into = wish.getInto();
        return into != null && (into.isBlank() || into.length() > NAME_LIMIT)
                ? Optional.of("into must be a database name of 1 to 63 characters, was \"" + into + "\"")
                : Optional.empty();
    }
}
