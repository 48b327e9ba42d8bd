package io.chronoops.cli.restore;

import io.chronoops.cli.exit.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows of the tables named, and whether they go beside the present ones. */
final class RowsWanted {
    @Option(
            names = "--where",
            paramLabel = "SQL",
            description =
                    "Of one table only the rows for which this held then, as \"url LIKE 'https://example.org/%%'\".")
    private @Nullable String where;

    @Option(
            names = "--with-referenced",
            description = "With --tables: of the tables that they refer to by foreign keys, the rows referred to.")
    private boolean withReferenced;

    @Option(
            names = "--into-schema",
            paramLabel = "NAME",
            description = "With --tables: into a new schema of the operated database itself.")
    private @Nullable String intoSchema;

    @Nullable
    String where() {
        return where;
    }

    boolean withReferenced() {
        return withReferenced;
    }

    @Nullable
    String intoSchema() {
        return intoSchema;
    }

    /** What excludes it. */
    void check(List<String> tables, @Nullable String into) {
        if (where != null && tables.size() != 1) {
            throw Trouble.usage("--where chooses rows of one table", "name exactly one with --tables");
        }
        if (tables.isEmpty() && (withReferenced || intoSchema != null)) {
            throw Trouble.usage(
                    (withReferenced ? "--with-referenced" : "--into-schema") + " goes with tables",
                    "name them with --tables");
        }
        if (into != null && intoSchema != null) {
            throw Trouble.usage("--into and --into-schema exclude each other", "leave one of them out");
        }
    }

    /** What is taken, in words. */
    String said(List<String> tables) {
        return (tables.isEmpty() ? "all" : String.join(", ", tables))
                + (where == null ? "" : ", only rows where " + where)
                + (withReferenced ? ", and the rows that they refer to" : "");
    }
}
