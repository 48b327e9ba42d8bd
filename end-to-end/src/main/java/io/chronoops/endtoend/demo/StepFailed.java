package io.chronoops.endtoend.demo;

/** A step could not be done, so the steps after it make no sense; the message says why in a sentence. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailed(String sentence) {
        super(sentence);
    }
}
