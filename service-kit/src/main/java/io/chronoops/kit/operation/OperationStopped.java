package io.chronoops.kit.operation;

/** Thrown into a run that was cancelled or overtaken: what an overtaken one has made belongs to the run that goes on. */
public final class OperationStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean overtaken;

    private OperationStopped(String message, boolean overtaken) {
        super(message);
        this.overtaken = overtaken;
    }

    static OperationStopped cancelled(String by) {
        return new OperationStopped(by, false);
    }

    static OperationStopped overtaken() {
        return new OperationStopped("another run has taken this operation over", true);
    }

    /** Whether another run goes on with the operation; else it is over. */
    public boolean wasOvertaken() {
        return overtaken;
    }
}
