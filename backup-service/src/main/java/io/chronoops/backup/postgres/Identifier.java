package io.chronoops.backup.postgres;

/** Quotes names for SQL. */
public final class Identifier {
    private Identifier() {}

    /** A name as SQL takes it, whatever it holds. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table as SQL takes it. */
    public static String quote(String schema, String table) {
        return quote(schema) + "." + quote(table);
    }

    /** A string literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
