package io.chronoops.migration.step;

import org.jspecify.annotations.Nullable;

/**
 * A column to add.
 *
 * @param type as format_type writes it: integer, character varying(50), boolean …
 * @param standard the SQL literal that new rows get; null: none
 * @param existing the SQL literal that rows already there read as, where it is not the standard one. The commonest value
 *     here spares a backfill of the rows that have it.
 */
public record Column(
        String name,
        String type,
        boolean notNull,
        @Nullable String standard,
        @Nullable String existing) {

    /** Nullable, without default. */
    public static Column nullable(String name, String type) {
        return new Column(name, type, false, null, null);
    }

    /** The type name of a varchar of this length. */
    public static String varchar(int length) {
        return "character varying(" + length + ")";
    }

    /** The same with a default. */
    public Column standard(String literal) {
        return new Column(name, type, notNull, literal, existing);
    }

    /** The same, with rows already there reading as another value. */
    public Column existing(String literal) {
        return new Column(name, type, notNull, standard, literal);
    }

    /** The same, NOT NULL. */
    public Column required() {
        return new Column(name, type, true, standard, existing);
    }

    /** Whether its default must be set a second time, after rows already there have got theirs. */
    boolean hasTwoDefaults() {
        return existing != null && !existing.equals(standard);
    }

    String definition() {
        String first = existing != null ? existing : standard;
        return Name.sql(name) + " " + type + (first == null ? "" : " DEFAULT " + first) + (notNull ? " NOT NULL" : "");
    }
}
