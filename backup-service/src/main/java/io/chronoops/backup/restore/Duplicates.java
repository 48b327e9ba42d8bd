package io.chronoops.backup.restore;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.SQLException;

/** Keys are built after the replay: rows that share one show then that base and log do not fit together. */
final class Duplicates {
    private static final String UNIQUE_VIOLATION = "23505";

    private Duplicates() {}

    /** The failure of an index as what it is after a replay. */
    static OperationFailed named(OperationFailed failure) {
        return failure.getCause() instanceof SQLException e && UNIQUE_VIOLATION.equals(e.getSQLState())
                ? new OperationFailed(
                        Reason.MISMATCH,
                        "replaying the log gave rows that cannot be together: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        "restore from an older backup, or to an earlier moment, and report this",
                        e)
                : failure;
    }
}
