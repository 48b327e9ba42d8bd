package io.chronoops.kit.operation;

import io.chronoops.ops.Reason;

/** Turns what no handler expected into a failure that still names what happened. */
final class Unexpected {
    private Unexpected() {}

    static OperationFailed failure(Exception exception) {
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new OperationFailed(
                    Reason.INTERRUPTED, "the service was stopped", "send the command again", exception);
        }
        return new OperationFailed(
                Reason.INTERNAL,
                exception.getClass().getSimpleName() + ": " + exception.getMessage(),
                "read the service's log at this operation id; if the cause is gone, send the command again",
                exception);
    }
}
