package io.chronoops.cli.exit;

/** How a call ends, for scripts. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    UNREACHABLE(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }
}
