package io.chronoops.backup.file;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.Piece;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of a dump's statement in a database under another name. */
sealed interface Sorted {
    Pattern OF_CLUSTER =
            Pattern.compile("((?:CREATE|ALTER|DROP) (?:ROLE|GROUP|TABLESPACE|USER(?! MAPPING)))\\b.*", Pattern.DOTALL);
    Pattern OF_DATABASE = Pattern.compile(
            "(?:ALTER DATABASE|COMMENT ON DATABASE|SECURITY LABEL [^;]*?ON DATABASE|(?:GRANT|REVOKE) [^;]*? ON DATABASE|ALTER ROLE [^;]*? IN DATABASE) .*",
            Pattern.DOTALL);
    Pattern NAME = Pattern.compile("( DATABASE )(\"(?:[^\"]|\"\")+\"|[^\\s;]+)");
    Pattern DROPS = Pattern.compile("(?:DROP|ALTER [^;]*? DROP) .*", Pattern.DOTALL);

    /** It is run. */
    record Run(Entry entry) implements Sorted {}

    /** Its owner can be given once all is there. */
    record Owner(Entry entry) implements Sorted {}

    /** It is about the database itself, and is run in the end. */
    record OfDatabase(Entry entry) implements Sorted {}

    /** Needed where there is a database already, not in a new one. */
    record Needless() implements Sorted {}

    /** What the database is to be like. */
    record Creates(String statement) implements Sorted {}

    /** It reaches beyond the database. */
    record Beyond(String what) implements Sorted {}

    static Sorted sort(Piece.Statement piece, String database) {
        String sql = piece.sql();
        Entry entry = piece.of();
        if (sql.startsWith("CREATE DATABASE ")) {
            return new Creates(sql);
        }
        if (OF_DATABASE.matcher(sql).matches()) {
            String ours = NAME.matcher(sql).replaceFirst("$1" + Matcher.quoteReplacement(Identifier.quote(database)));
            return new OfDatabase(new Entry("DATABASE PROPERTIES", "-", database, entry.settings(), List.of(ours)));
        }
        Matcher ofCluster = OF_CLUSTER.matcher(sql);
        if (ofCluster.matches()) {
            return new Beyond(ofCluster.group(1));
        }
        if ((piece.object() == 0 && DROPS.matcher(sql).matches())
                || sql.startsWith("DROP DATABASE ")
                || sql.equals("CREATE SCHEMA public;")) {
            return new Needless();
        }
        return sql.startsWith("ALTER ") && sql.contains(" OWNER TO ") ? new Owner(entry) : new Run(entry);
    }
}
