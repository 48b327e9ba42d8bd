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

    /** Each in a database of its own: what comes back, and what does not with its reason. */
    static final List<Theme> GAPS = List.of(
            whole("names"),
            whole("comments"),
            both("large_objects", "large objects"),
            both("database", "settings, grants, limit, comment and owner of the database"),
            whole("view_made_before"),
            whole("sequences"),
            whole("sequence_of_text"),
            whole("columns"),
            whole("longest_names"),
            both("publications_of_all", "subscriptions are a superuser's to dump"),
            both("foreign_tables", "user mappings are a superuser's to read; ANALYZE asks foreign servers"),
            new Theme("superusers_objects", RIGHTS, ""),
            new Theme("event_triggers", RIGHTS, ""),
            new Theme("operator_classes", RIGHTS, ""),
            new Theme("untrusted_extension", RIGHTS, ""),
            whole("strangers_objects"),
            whole("owners"),
            new Theme("privileges", "grants by another grantor", ""),
            new Theme("publications", "an owner gets its publication before its right to the database", ""));

    private static Theme whole(String name) {
        return new Theme(name, "", "");
    }

    private static Theme both(String name, String gap) {
        return new Theme(name, gap, gap);
    }

    @Override
    public String toString() {
        return name;
    }
}
