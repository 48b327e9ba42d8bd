package io.chronoops.stack.process;

/** A stack could not be brought up or down; the message is one sentence with the mend. */
public class StackProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StackProblem(String sentence) {
        super(sentence);
    }

    public StackProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What the command line ends with: 1, or 3 where the machine lacks something. */
    public int exitCode() {
        return 1;
    }
}
