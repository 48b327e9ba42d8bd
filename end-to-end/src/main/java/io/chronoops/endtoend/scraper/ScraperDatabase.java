package io.chronoops.endtoend.scraper;

import io.chronoops.stack.Postgres;
import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The application's database, and the files that plain SQL wrote about it. */
public final class ScraperDatabase {
    public static final String RESTORED = "chrono_scraper_back";
    private static final String NAME = "chrono_scraper";
    private static final String OWNER = "chrono_scraper";

    private final Postgres server;
    private final Path folder;
    private final Psql psql;

    /** On this server; the files go into the folder. */
    public ScraperDatabase(Postgres server, Path folder) {
        this.server = server;
        this.folder = folder;
        this.psql = new Psql(server, folder);
    }

    public String name() {
        return NAME;
    }

    /** Makes it, empty, with the roles' rights. */
    public void create() {
        Folders.make(folder);
        for (String file : List.of("digest.sql", "sequences.sql", "wreck.sql")) {
            Folders.write(folder.resolve(file), Resource.text(file));
        }
        server.createDatabase(NAME);
    }

    /** Makes tables and rows; the server does the work. */
    public void seed(int rows) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(Resource.text("schema.sql"));
            statement.execute(Resource.text("rows.sql").replace(":rows", Integer.toString(rows)));
            statement.execute(Resource.text("indexes.sql"));
        }
    }

    /** Runs the script that prepares the database for Chrono Ops, as a superuser does. */
    public void prepare(String script) throws IOException {
        Folders.write(folder.resolve("prepare.sql"), script);
        psql.run(NAME, server.superuser(), "prepare.sql");
    }

    /** A connection of the application. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(NAME), OWNER, server.password(OWNER));
    }

    /** One number from a query. */
    public long number(String query) throws SQLException {
        return Query.number(this::connect, query);
    }

    /** Lets the monitor read what it is to count: the owner grants it the key and these columns, nothing else. */
    public void grantCounting() throws SQLException {
        execute("GRANT SELECT (id, " + String.join(", ", MarkedCounts.COLUMNS)
                + ", original_filter_decision) ON scrape_pages" + " TO monitoring_user");
    }

    /** Whether the migration has added its columns. */
    public boolean hasFilteringColumns() throws SQLException {
        return number("SELECT count(*) FROM pg_attribute WHERE attrelid = 'scrape_pages'::regclass"
                        + " AND attname IN ('" + String.join("', '", MarkedCounts.COLUMNS) + "')")
                == MarkedCounts.COLUMNS.size();
    }

    /** Rows that were there before the migration and whose priority, category or reason is not as the rules say. */
    public long wronglyAssigned(int rows) throws SQLException {
        return number(Resource.text("wrongly-assigned.sql").replace(":rows", Integer.toString(rows)));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The server's major version. */
    public String serverVersion() {
        try (Connection connection = connect()) {
            return Integer.toString(connection.getMetaData().getDatabaseMajorVersion());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The accident; what was there just before it goes into files. */
    public Wreck wreck() throws IOException {
        return Wreck.parse(psql.run(NAME, OWNER, "wreck.sql"));
    }

    public List<TableDigest> rowsBefore() throws IOException {
        return TableDigest.parse(read("rows.before"));
    }

    public List<String> sequencesBefore() throws IOException {
        return read("sequences.before").lines().toList();
    }

    public SchemaDump schemaBefore() throws IOException {
        return SchemaDump.parse(read("schema.before"));
    }

    /** What came back. */
    public RestoredDatabase restored() {
        return new RestoredDatabase(server, psql, folder);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
