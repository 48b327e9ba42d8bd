package io.chronoops.migration.step;

/** A table with its schema. */
public record TableName(String schema, String name) {
    public TableName {
        if (schema.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("table \"" + schema + "." + name + "\" lacks its schema or its name");
        }
    }

    /** From {@code schema.table}, or {@code table} for one of schema public. */
    public static TableName of(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new TableName("public", text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** As SQL has it: the schema is always said, so that no search path decides. */
    public String sql() {
        return Name.sql(schema) + "." + Name.sql(name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
