package io.chronoops.migration.step;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column whose value the rows already there are to get.
 *
 * @param untouched the SQL literals that it has where nobody has set it yet: what existing rows read as, the default of
 *     new ones, or NULL
 * @param cases conditions and literals; the first that holds decides
 * @param otherwise the literal where none holds
 */
public record Assigned(String column, List<String> untouched, List<When> cases, String otherwise) {
    /** A condition over columns of the row that are there before the migration, and the literal that it gives. */
    public record When(String condition, String literal) {}

    /** The value as one SQL expression. */
    public String expression() {
        return cases.stream()
                .map(when -> "WHEN " + when.condition() + " THEN " + when.literal())
                .collect(Collectors.joining(" ", "CASE ", " ELSE " + otherwise + " END"));
    }

    /** Holds where nobody has set the column yet. */
    String untouchedPredicate() {
        String values = untouched.stream().filter(literal -> !isNull(literal)).collect(Collectors.joining(", "));
        String in = values.isEmpty() ? "" : Name.sql(column) + " IN (" + values + ")";
        String none = untouched.stream().anyMatch(Assigned::isNull) ? Name.sql(column) + " IS NULL" : "";
        return in.isEmpty() || none.isEmpty() ? in + none : "(" + in + " OR " + none + ")";
    }

    private static boolean isNull(String literal) {
        return literal.equalsIgnoreCase("NULL");
    }
}
