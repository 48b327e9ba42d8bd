package io.chronoops.backup.repository;

import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The repository cannot do what was asked, for a reason that has a name and a mend. */
public final class RepositoryFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String mend;

    /** message: what happened to which file where; mend: what a person does about it. */
    public RepositoryFailed(Reason reason, String message, String mend, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.mend = mend;
    }

    /** What the operation's event says. */
    public Reason reason() {
        return reason;
    }

    /** What a person does about it. */
    public String mend() {
        return mend;
    }

    /** The failure that says that bytes could not be read at all, if it is that or was caused by it; damage is none. */
    public static Optional<RepositoryFailed> unread(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RepositoryFailed failed && failed.reason != Reason.CORRUPT) {
                return Optional.of(failed);
            }
        }
        return Optional.empty();
    }
}
