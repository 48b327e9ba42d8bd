package io.chronoops.backup.file;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a dump says about itself in its comments. */
final class DumpFacts {
    private static final String DUMP = "PostgreSQL database dump";
    private static final String WHOLE = DUMP + " complete";
    private static final String CLUSTER = "PostgreSQL database cluster dump";
    private static final String VERSION = "Dumped from database version ";
    private static final Pattern EXPORT = Pattern.compile("\\S+ as of \\S+, backup (\\S+)");

    private String version = "";
    private String end = WHOLE;
    private boolean first = true;
    private boolean whole;

    /** Whether a file that begins so is a dump. */
    static boolean begins(String text) {
        return text.lines().limit(40).anyMatch(line -> {
            String note = line.startsWith("-- ") ? line.substring(3).strip() : "";
            return note.equals(DUMP)
                    || note.equals(CLUSTER)
                    || EXPORT.matcher(note).matches();
        });
    }

    void note(String text) {
        Matcher export = EXPORT.matcher(text);
        if (first && export.matches()) {
            end = "end of backup " + export.group(1);
        } else if (text.startsWith(CLUSTER)) {
            throw ofCluster("it is a dump of a whole cluster by pg_dumpall");
        } else if (text.startsWith(VERSION) && version.isEmpty()) {
            version = text.substring(VERSION.length());
        }
        first &= text.isEmpty();
        whole |= text.equals(end);
    }

    /** After a dump's end there may come another, which has its own. */
    void statement() {
        whole = false;
    }

    /** Of the server that it comes from; empty: not told. */
    String version() {
        return version;
    }

    boolean isWhole() {
        return whole;
    }

    /** The line with which it must end. */
    String end() {
        return "-- " + end;
    }

    static OperationFailed ofCluster(String what) {
        return new OperationFailed(
                Reason.INVALID,
                what + ": it makes roles, tablespaces or several databases, and a restore makes one database",
                "run it by psql at a server of its own, or dump the one database with pg_dump and restore that");
    }
}
