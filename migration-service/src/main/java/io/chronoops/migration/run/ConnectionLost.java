package io.chronoops.migration.run;

/** The operated server went away in the middle: what stands there must be looked at anew. */
public final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what the driver said. */
    public ConnectionLost(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
