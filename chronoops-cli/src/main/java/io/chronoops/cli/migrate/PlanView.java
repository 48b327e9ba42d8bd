package io.chronoops.cli.migrate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan in one direction.
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
        @Nullable String state,
        @Nullable Size size,
        List<String> refusals,
        List<String> findings,
        List<Step> steps) {

    /** How big the table is. */
    record Size(long rows, long heapBytes, long indexBytes) {}

    /** One step, with what it does and how long about. */
    record Step(
            String name,
            @Nullable String state,
            @Nullable String note,
            List<String> sql,
            String lock,
            boolean stopsTheApplication,
            String cost,
            @Nullable Long expectedMs) {}
}
