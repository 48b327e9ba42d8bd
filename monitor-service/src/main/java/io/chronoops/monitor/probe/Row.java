package io.chronoops.monitor.probe;

import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One row of a query. A name that the query does not have is a broken promise. */
public record Row(Map<String, @Nullable Object> columns) {
    /** A number; 0 where it is null. */
    public double number(String column) {
        return maybe(column).orElse(0);
    }

    /** A number, if it is not null. */
    public OptionalDouble maybe(String column) {
        return value(column) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** A whole number; 0 where it is null. */
    public long whole(String column) {
        return value(column) instanceof Number number ? number.longValue() : 0;
    }

    /** A text; empty where it is null. */
    public String text(String column) {
        Object value = value(column);
        return value == null ? "" : value.toString();
    }

    /** A truth; false where it is null. */
    public boolean flag(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    private @Nullable Object value(String column) {
        if (!columns.containsKey(column)) {
            throw new IllegalArgumentException("the query has no column " + column + ", it has " + columns.keySet());
        }
        return columns.get(column);
    }
}
