package io.chronoops.backup;

import java.util.List;

/**
 * A part of what PostgreSQL has, as a script below faithful/.
 *
 * @param service what our restore lacks; empty: it comes back
 * @param script what restore.sh lacks; empty: it comes back
 */
record Theme(String name, String service, String script) {
    private static final String RIGHTS = "restore_user is no superuser";

    /** What comes back, in the order in which the scripts are run. */
    static final List<String> WHOLE = List.of(
            "partitions",
            "inheritance",
            "types",
            "unlogged",
            "views",
            "row_security",
            "forced_row_security_partition",
            "extensions",
            "collations",
            "tablespaces",
            "operators",
            "functions",
            "triggers",
            "statistics",
            "text",
            "invalid_index",
            "constraints");

    /** What does not, each with its reason: a gap that is mended moves up. */
    static final List<Theme> GAPS = List.of(
            both("names", "changes of our publication are not left out where a schema's name has a blank"),
            both("comments", "comments on keys and their indexes"),
            both("large_objects", "large objects"),
            both("database", "settings, grants, limit, comment and owner of the database"),
            both("view_made_before", "views are refreshed in the order of their making"),
            both("sequences", "one that was set and not called; service: any below zero"),
            new Theme("sequence_of_text", "a sequence that a column of text owns", ""),
            new Theme("columns", "", "a table without columns"),
            both("longest_names", "a file name has at most 255 bytes"),
            both("check_reads_a_table", "a check that reads a table which is loaded later, as with pg_dump"),
            both("publications_of_all", "subscriptions are a superuser's to dump"),
            both("foreign_tables", "user mappings are a superuser's to read; ANALYZE asks foreign servers"),
            new Theme("superusers_objects", RIGHTS, ""),
            new Theme("event_triggers", RIGHTS, ""),
            new Theme("operator_classes", RIGHTS, ""),
            new Theme("untrusted_extension", RIGHTS, ""),
            new Theme("strangers_objects", "restore_user is no member of an owner", ""),
            new Theme("owners", "an owner gets its table before its right to the schema", ""),
            new Theme("privileges", "grants by another grantor", ""),
            new Theme("publications", "an owner gets its publication before its right to the database", ""));

    private static Theme both(String name, String gap) {
        return new Theme(name, gap, gap);
    }

    @Override
    public String toString() {
        return name;
    }
}
