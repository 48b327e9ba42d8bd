package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;

/** Why a step must not be done with the database as it is, and what a person does about it. */
public record Refused(String why, String mend) {
    /** By views, rules, triggers, policies or functions that hold these columns as they are; empty: none does. */
    static Optional<Refused> byUsers(Catalogue catalogue, TableName table, List<String> columns) {
        List<String> users = columns.stream()
                .flatMap(column ->
                        catalogue.users(table, column).stream().map(user -> user + " uses " + table + "." + column))
                .toList();
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refused(
                        "PostgreSQL does not change a column that is in use: " + String.join("; ", users),
                        "drop what is named, send the command again, then make it anew"));
    }
}
