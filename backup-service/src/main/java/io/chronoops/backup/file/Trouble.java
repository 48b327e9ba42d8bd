package io.chronoops.backup.file;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What can be wrong with a file, with its mend. */
final class Trouble {
    private Trouble() {}

    static OperationFailed missing(Path path) {
        return new OperationFailed(
                Reason.NOT_FOUND,
                "there is no file " + path + " where backup-service runs",
                "give the path of a file or folder that the service can read, or copy it there");
    }

    static OperationFailed outside(Path path, String allowed) {
        return new OperationFailed(
                Reason.NOT_ALLOWED,
                path + " is outside of the folders from which files may be restored: " + allowed,
                "copy it into one of them, or name its folder in chronoops.restore.files and start the service again");
    }

    static OperationFailed unreadable(Path path, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> missing(path);
            case AccessDeniedException _ ->
                new OperationFailed(
                        Reason.NOT_ALLOWED,
                        path + " cannot be read by backup-service",
                        "give the user that the service runs as the right to read it",
                        e);
            default ->
                new OperationFailed(
                        Reason.REPOSITORY_UNREADABLE,
                        path + " cannot be read: " + e.getMessage(),
                        "see that its disk is mounted and well, then try again",
                        e);
        };
    }

    static OperationFailed truncated(Path path, String how) {
        return new OperationFailed(
                Reason.CORRUPT,
                path + " is cut short: " + how,
                "copy the whole file once more, or make the dump again; nothing of it was kept");
    }

    static OperationFailed damaged(Path path, String how) {
        return new OperationFailed(
                Reason.CORRUPT, path + " is damaged: " + how, "copy the file once more, or use another one");
    }

    static OperationFailed unknown(Path path, String what, String mend) {
        return new OperationFailed(Reason.INVALID, path + " " + what, mend);
    }
}
