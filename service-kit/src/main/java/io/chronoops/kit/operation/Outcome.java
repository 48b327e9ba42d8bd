package io.chronoops.kit.operation;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How a finished operation ended well.
 *
 * @param summary one sentence with the figures
 * @param details what tools need: backupId, database, location …
 * @param commit changes that must stand if and only if the operation is recorded as succeeded; null: none
 */
public record Outcome(
        String summary,
        Map<String, String> details,
        @Nullable Consumer<JdbcTemplate> commit) {
    /** Nothing to commit with it. */
    public Outcome(String summary, Map<String, String> details) {
        this(summary, details, null);
    }

    /** The same, with changes made in the transaction that records the success. */
    public Outcome committing(Consumer<JdbcTemplate> change) {
        return new Outcome(summary, details, change);
    }
}
