package io.chronoops.kit.operation;

import io.chronoops.ops.Reason;
import org.jspecify.annotations.Nullable;

/** Turns what no handler expected into a failure that still names what happened. */
final class Unexpected {
    private Unexpected() {}

    static OperationFailed failure(Throwable exception) {
        if (exception instanceof InterruptedException interrupted) {
            return OperationFailed.interrupted(interrupted);
        }
        if (isOutOfMemory(exception)) {
            return new OperationFailed(
                    Reason.TOO_LARGE,
                    "it does not fit into this service's memory ("
                            + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB of heap)",
                    "give the service more heap (-Xmx), or the operation less to do at once, then send the command again",
                    exception);
        }
        return new OperationFailed(
                Reason.INTERNAL,
                exception.getClass().getSimpleName() + ": " + exception.getMessage(),
                "read the service's log at this operation id; if the cause is gone, send the command again",
                exception);
    }

    private static boolean isOutOfMemory(Throwable exception) {
        for (@Nullable Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    static OperationFailed gaveUp(int attempts) {
        return new OperationFailed(
                Reason.GAVE_UP,
                "given up after " + attempts + " starts: each time the service ended before the operation did",
                "read the service's log before each of its ends (was it out of memory, killed, restarted again and"
                        + " again?); if the cause is gone, send the command again");
    }
}
