package io.chronoops.migration.step;

/** Where a step stands, as the catalogue and the rows themselves tell. */
public sealed interface StepState {
    /** All that the step wants is there. */
    record Done() implements StepState {}

    /** Some of it is there, such as an invalid index; the step goes on from here. */
    record Half(String what) implements StepState {}

    /** Nothing of it is there. */
    record Pending() implements StepState {}

    /** Something else stands where the step wants to work; a person must look. */
    record Conflict(String why) implements StepState {}

    /** One word for tools: done, half, pending, conflict. */
    default String word() {
        return switch (this) {
            case Done _ -> "done";
            case Half _ -> "half";
            case Pending _ -> "pending";
            case Conflict _ -> "conflict";
        };
    }

    /** What is to be known besides the word; empty where nothing is. */
    default String note() {
        return switch (this) {
            case Done _, Pending _ -> "";
            case Half half -> half.what();
            case Conflict conflict -> conflict.why();
        };
    }
}
