package io.chronoops.cli.database;

import io.chronoops.cli.exit.Trouble;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is: postgresql://[user@]host[:port]/dbname[?sslmode=…]. Never a password: a command line
 * is everybody's.
 *
 * @param user empty: not given
 */
record DatabaseUrl(String user, String host, int port, String dbname, String sslmode) {
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
    private static final int USUAL_PORT = 5432;
    private static final String FORM =
            "give it as postgresql://HOST:PORT/DB, for example postgresql://127.0.0.1:5432/shop";

    /** Reads it; passwordMend: where the password belongs instead. */
    static DatabaseUrl parse(String text, String passwordMend) {
        URI uri = uri(text);
        String userInfo = decoded(uri.getRawUserInfo());
        if (userInfo.contains(":") || parameter(uri, "password") != null) {
            throw Trouble.usage("the URL has a password in it, and a command line is everybody's", passwordMend);
        }
        String host = uri.getHost();
        String dbname = decoded(uri.getRawPath()).replaceFirst("^/", "");
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || host == null || dbname.isEmpty()) {
            throw Trouble.usage("\"" + text + "\" is not the URL of a PostgreSQL database", FORM);
        }
        String sslmode = parameter(uri, "sslmode");
        return new DatabaseUrl(
                userInfo,
                host.replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                dbname,
                sslmode == null ? "prefer" : sslmode);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            // not the exception's text: it repeats the URL, and with it perhaps a password
            throw Trouble.usage("this is not a URL", FORM);
        }
    }

    private static @Nullable String parameter(URI uri, String name) {
        String query = uri.getRawQuery();
        return query == null
                ? null
                : Arrays.stream(query.split("&"))
                        .filter(one -> one.startsWith(name + "="))
                        .map(one -> decoded(one.substring(name.length() + 1)))
                        .findFirst()
                        .orElse(null);
    }

    private static String decoded(@Nullable String text) {
        return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
