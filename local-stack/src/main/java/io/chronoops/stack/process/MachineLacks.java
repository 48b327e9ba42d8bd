package io.chronoops.stack.process;

/** The machine has not got what a part needs; the message holds the command that installs it. */
public final class MachineLacks extends StackProblem {
    private static final long serialVersionUID = 1;

    public MachineLacks(String sentence) {
        super(sentence);
    }

    @Override
    public int exitCode() {
        return 3;
    }
}
