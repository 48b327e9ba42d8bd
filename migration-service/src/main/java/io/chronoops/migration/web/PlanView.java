package io.chronoops.migration.web;

import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Finding;
import io.chronoops.migration.plan.Lint;
import io.chronoops.migration.plan.Plan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plan as REST shows it, in one direction.
 *
 * @param state done, half, pending or conflict; null where no database was asked
 * @param refusals why it would not be begun with the rows as they are
 * @param findings what is wrong with the plan itself
 */
record PlanView(
        String name,
        String about,
        String table,
        String direction,
        @Nullable String database,
        @Nullable String state,
        @Nullable TableView size,
        List<String> refusals,
        List<String> findings,
        List<StepView> steps) {

    /** How big the table is. */
    record TableView(long rows, long heapBytes, long indexBytes) {}

    static PlanView of(Plan plan, Direction direction) {
        return new PlanView(
                plan.name(),
                plan.about(),
                plan.table().toString(),
                word(direction),
                null,
                null,
                null,
                List.of(),
                findings(plan),
                plan.steps(direction).stream().map(StepView::of).toList());
    }

    static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    static List<String> findings(Plan plan) {
        return Lint.check(plan).stream().map(Finding::toString).toList();
    }

    /** One word for all steps. */
    static String together(List<StepView> steps) {
        List<String> states = steps.stream()
                .map(step -> String.valueOf(step.state()))
                .distinct()
                .toList();
        if (states.contains("conflict")) {
            return "conflict";
        }
        return states.size() == 1 ? states.getFirst() : "half";
    }
}
