package io.chronoops.cli.exit;

/** Why a call cannot do what it was asked: one sentence, and what to do about it. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String mend;

    private Trouble(ExitCode exit, String message, String mend) {
        super(message);
        this.exit = exit;
        this.mend = mend;
    }

    /** It was asked for and did not work. */
    public static Trouble failed(String message, String mend) {
        return new Trouble(ExitCode.FAILED, message, mend);
    }

    /** It was asked for in a way that makes no sense. */
    public static Trouble usage(String message, String mend) {
        return new Trouble(ExitCode.USAGE, message, mend);
    }

    /** There is no connection, or no permission. */
    public static Trouble unreachable(String message, String mend) {
        return new Trouble(ExitCode.UNREACHABLE, message, mend);
    }

    /** How the process ends. */
    public ExitCode exit() {
        return exit;
    }

    /** What to do about it; empty: nothing to suggest. */
    public String mend() {
        return mend;
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
