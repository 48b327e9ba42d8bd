package io.chronoops.migration.web;

import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.StepState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step as REST shows it.
 *
 * @param state done, half, pending or conflict; null where no database was asked
 * @param note what is to be known besides
 * @param expectedMs about how long it takes at this table's size; null where no database was asked
 */
record StepView(
        String name,
        @Nullable String state,
        @Nullable String note,
        List<String> sql,
        String lock,
        boolean stopsTheApplication,
        String cost,
        @Nullable Long expectedMs) {

    static StepView of(Step step) {
        return new StepView(
                step.name(),
                null,
                null,
                step.sql(),
                step.lock().sql(),
                step.cost().stopsTheApplication(),
                step.cost().words(),
                null);
    }

    static StepView of(Step step, StepState state, long tableBytes) {
        boolean done = state instanceof StepState.Done;
        return new StepView(
                step.name(),
                state.word(),
                state.note(),
                step.sql(),
                step.lock().sql(),
                step.cost().stopsTheApplication(),
                step.cost().words(),
                done ? 0 : step.cost().expected(tableBytes).toMillis());
    }
}
