package io.chronoops.migration.plan;

import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.TableName;
import java.util.List;

/**
 * A change of one table, step by step, and the way back.
 *
 * @param name what operators call it
 * @param about one sentence
 */
public record Plan(String name, String about, TableName table, List<Step> apply, List<Step> rollback) {
    public Plan {
        if (!name.matches("[a-z][a-z0-9-]{0,60}")) {
            throw new IllegalArgumentException(
                    "plan name \"" + name + "\" is not usable: take lower-case letters, digits and hyphens");
        }
        apply = List.copyOf(apply);
        rollback = List.copyOf(rollback);
    }

    /** Its steps in this direction, in their order. */
    public List<Step> steps(Direction direction) {
        return switch (direction) {
            case APPLY -> apply;
            case ROLLBACK -> rollback;
        };
    }
}
