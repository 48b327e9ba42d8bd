package io.chronoops.kit.databases;

/**
 * One operated database, without its secrets.
 *
 * @param name the configured name: lower-case letters, digits and hyphens, 1 to 40
 * @param dbname PostgreSQL's own name of it
 * @param sslmode as libpq spells it
 */
public record Database(String name, String host, int port, String dbname, String sslmode) {
    public Database {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("database name \"" + name
                    + "\" is not usable: take 1 to 40 lower-case letters, digits or hyphens, for example shop-eu");
        }
    }

    /** The JDBC address, without credentials. */
    public String jdbcUrl() {
        return jdbcUrl(dbname);
    }

    /** The JDBC address of another database on the same server. */
    public String jdbcUrl(String otherDbname) {
        return "jdbc:postgresql://" + host + ":" + port + "/"
                + java.net.URLEncoder.encode(otherDbname, java.nio.charset.StandardCharsets.UTF_8)
                + "?sslmode=" + sslmode;
    }
}
