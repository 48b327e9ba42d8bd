package io.chronoops.backup.restore;

import io.chronoops.backup.neteffect.Result;
import io.chronoops.backup.restore.TargetTables.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns' new values changed rows tell: the others keep what they have, out of line and untouched.
 *
 * @param any places of columns that some row tells
 * @param some of these, those that not every row tells
 */
record Told(List<Column> columns, List<Integer> any, List<Integer> some) {
    static Told by(List<Result> rows, List<Column> columns) {
        List<Integer> any = new ArrayList<>();
        List<Integer> some = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int place = i;
            if (rows.stream().anyMatch(row -> row.tells(place))) {
                any.add(place);
                if (rows.stream().anyMatch(row -> !row.tells(place))) {
                    some.add(place);
                }
            }
        }
        return new Told(columns, any, some);
    }

    /** The staged columns behind the key, each with a comma before it. */
    String staged() {
        var staged = new StringBuilder();
        some.forEach(place -> staged.append(", g").append(place).append(" boolean"));
        any.forEach(place -> staged.append(", c")
                .append(place)
                .append(' ')
                .append(columns.get(place).type()));
        return staged.toString();
    }

    /** A column's value after the change, of the staged row s and the table's row t. */
    String value(int place) {
        String old = "t." + columns.get(place).quoted();
        if (!any.contains(place)) {
            return old;
        }
        return some.contains(place)
                ? "CASE WHEN s.g" + place + " THEN s.c" + place + " ELSE " + old + " END"
                : "s.c" + place;
    }
}
