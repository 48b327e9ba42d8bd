package io.chronoops.migration.plan;

/** What a plan must not do: the rule in a word, the step and why. */
public record Finding(String rule, String step, String why) {
    @Override
    public String toString() {
        return step + ": " + why + " (" + rule + ")";
    }
}
