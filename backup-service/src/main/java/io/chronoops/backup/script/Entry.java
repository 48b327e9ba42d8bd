package io.chronoops.backup.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One object of a dump.
 *
 * @param type as pg_dump calls it: TABLE, INDEX, FK CONSTRAINT …; empty before the first object
 * @param settings what SET stands at its first statement, such as the default tablespace
 */
public record Entry(String type, String schema, String name, List<String> settings, List<String> statements) {
    /** Holds neither rows nor the shape of rows: a database is better without it than not there. */
    private static final Set<String> BESIDE_THE_ROWS = Set.of(
            "ACL",
            "DEFAULT ACL",
            "COMMENT",
            "SECURITY LABEL",
            "EVENT TRIGGER",
            "PUBLICATION",
            "PUBLICATION TABLE",
            "PUBLICATION TABLES IN SCHEMA",
            "SUBSCRIPTION",
            "SUBSCRIPTION TABLE",
            "DATABASE PROPERTIES",
            "FOREIGN DATA WRAPPER",
            "SERVER",
            "USER MAPPING",
            "FOREIGN TABLE",
            "PROCEDURAL LANGUAGE",
            "OPERATOR CLASS",
            "OPERATOR FAMILY",
            "EXTENSION");

    /** The same object with other statements. */
    public Entry with(List<String> others) {
        return new Entry(type, schema, name, settings, others);
    }

    /** For people. */
    public String title() {
        return type.toLowerCase(Locale.ROOT) + " "
                + (schema.isEmpty() || schema.equals("-") ? name : schema + "." + name);
    }

    /** The table that it belongs to, as schema.table without quotes; empty: it stands for itself. */
    public Optional<String> table() {
        return OfTable.of(this);
    }

    /** Of the database itself: its owner may create in schema public, a grant lets owners of publications make them. */
    public boolean comesFirst() {
        return type.equals("DATABASE") || type.equals("ACL");
    }

    /** A grant on a schema: objects in it are given to their owners only where these may create there. */
    public boolean opensSchema() {
        return type.equals("SCHEMA") || (type.equals("ACL") && name.startsWith("SCHEMA "));
    }

    /** Whether the database can be restored without this statement, and say so. */
    public boolean mayBeMissed(String statement) {
        return BESIDE_THE_ROWS.contains(type)
                || (statement.startsWith("ALTER ") && statement.contains(" OWNER TO "))
                || statement.startsWith("SET default_tablespace");
    }
}
