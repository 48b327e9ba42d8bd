package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;

/** What the operated server says of itself now. */
public interface Catalogue {
    /** A table, read anew; empty: there is none of that name. */
    Optional<TableFacts> table(TableName name);

    /** Whether the table has a row for which the predicate holds. */
    boolean any(TableName table, String predicate);

    /**
     * Whether a row for which the predicate holds is left among those that a backfill must see: all, or, once that
     * backfill has settled, those written before.
     */
    boolean anyLeft(Backfill backfill, String predicate);

    /** Whether a backfill is known to have settled: rows written later are the application's own. */
    boolean settled(Backfill backfill);

    /** How many rows of the table the predicate holds for. */
    long count(TableName table, String predicate);

    /** What holds the column as it is (views, rules, triggers, policies, functions), in words. */
    List<String> users(TableName table, String column);

    /** Whether the planner has statistics of all these columns. */
    boolean analyzed(TableName table, Iterable<String> columns);
}
