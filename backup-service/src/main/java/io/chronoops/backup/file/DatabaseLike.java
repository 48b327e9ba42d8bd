package io.chronoops.backup.file;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.restore.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a dump's database must be like: as its CREATE DATABASE says, where it has one; else as the operated database. */
final class DatabaseLike {
    private static final Pattern ENCODING = Pattern.compile(" ENCODING = '([^']+)'");
    private static final Pattern LOCALE = Pattern.compile(" LOCALE = '([^']+)'");
    private static final Pattern COLLATE = Pattern.compile(" LC_COLLATE = '([^']+)'");
    private static final Pattern CTYPE = Pattern.compile(" LC_CTYPE = '([^']+)'");

    private static final Pattern PROVIDER = Pattern.compile(" LOCALE_PROVIDER = (\\w+)");

    private DatabaseLike() {}

    /** What a new database of ours has not. */
    static Optional<String> lacks(String create) {
        String provider = first(PROVIDER, create, "libc");
        return provider.equals("libc")
                ? Optional.empty()
                : Optional.of("the database's locale provider " + provider + ": it sorts as libc does");
    }

    static Manifest.Server of(String create, DumpFacts facts, String encoding, FreshDatabase target)
            throws SQLException {
        if (!create.isEmpty()) {
            String locale = first(LOCALE, create, "C");
            return server(
                    facts,
                    first(ENCODING, create, encoding),
                    first(COLLATE, create, locale),
                    first(CTYPE, create, locale));
        }
        try (Connection session = target.beside();
                var statement = session.createStatement();
                var row = statement.executeQuery(
                        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = current_database()")) {
            row.next(); // which holds what the dump has, or the server says so
            return server(facts, row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private static Manifest.Server server(DumpFacts facts, String encoding, String collate, String ctype) {
        return new Manifest.Server(facts.version(), "", 0, "", encoding, collate, ctype);
    }

    private static String first(Pattern pattern, String create, String otherwise) {
        Matcher found = pattern.matcher(create);
        return found.find() ? found.group(1) : otherwise;
    }
}
