package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;

/**
 * One named step of a plan. It holds no state: whether it is done it reads from the catalogue each time, so that a run
 * that died anywhere goes on by looking. Kinds decide; how an {@link Act} is performed is not theirs.
 */
public sealed interface Step
        permits AddColumns,
                AddForeignKeyNotValid,
                Analyze,
                Backfill,
                CreateIndexConcurrently,
                DropColumns,
                DropConstraint,
                DropIndex,
                GuardLength,
                NarrowVarchar,
                SetDefault,
                ValidateConstraint,
                WidenVarchar {
    /** Its name in the plan: a word that an operator would say. */
    String name();

    /** The table that it changes. */
    TableName table();

    /** Where it stands. */
    StepState look(Catalogue catalogue);

    /** All that it does where nothing of it is there. */
    List<Act> all();

    /** What is left to do where it is not done. */
    default List<Act> acts(Catalogue catalogue) {
        return all();
    }

    /** The strongest lock that it takes. */
    Lock lock();

    /** What it does with the data. */
    Cost cost();

    /** Why it must not be done with the database as it is; empty: it may. Asked before the first step runs. */
    default Optional<Refused> refusal(Catalogue catalogue) {
        return Optional.empty();
    }

    /** What to take back where the plan does not go on after this step, so that the application is not held to it. */
    default List<Act> retreat(Catalogue catalogue) {
        return List.of();
    }

    /** Its statements, for readers. */
    default List<String> sql() {
        return all().stream().flatMap(act -> act.sql().stream()).toList();
    }
}
