package io.chronoops.kit.operation;

import io.chronoops.ops.Reason;
import org.jspecify.annotations.Nullable;

/** An operation that cannot be done, why, and what to do about it. */
public final class OperationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String mend;

    /** With the reason, a message that names culprit and value, and the mend. */
    public OperationFailed(Reason reason, String message, String mend) {
        this(reason, message, mend, null);
    }

    /** The same, with the exception that it comes from. */
    public OperationFailed(Reason reason, String message, String mend, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.mend = mend;
    }

    /** The service ends meanwhile: this thread stays interrupted, and the operation goes on with the next start. */
    public static OperationFailed interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new OperationFailed(Reason.INTERRUPTED, "the service was stopped", "start it again", cause);
    }

    /** The reason as events, metrics and logs name it. */
    public Reason reason() {
        return reason;
    }

    /** What to do about it. */
    public String mend() {
        return mend;
    }
}
