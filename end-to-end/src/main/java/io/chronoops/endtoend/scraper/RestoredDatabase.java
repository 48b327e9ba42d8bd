package io.chronoops.endtoend.scraper;

import io.chronoops.stack.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The database that a restore made, asked by the application with the same SQL files. */
public final class RestoredDatabase {
    private static final String NAME = ScraperDatabase.RESTORED;
    private static final String OWNER = "chrono_scraper";

    private final Postgres server;
    private final Psql psql;
    private final Path folder;

    RestoredDatabase(Postgres server, Psql psql, Path folder) {
        this.server = server;
        this.psql = psql;
        this.folder = folder;
    }

    /** One number from a query. */
    public long number(String query) throws SQLException {
        return Query.number(this::connect, query);
    }

    public List<TableDigest> rows() throws IOException {
        String rows = psql.run(NAME, OWNER, "digest.sql");
        Files.writeString(folder.resolve("rows.after"), rows);
        return TableDigest.parse(rows);
    }

    public List<String> sequences() throws IOException {
        return psql.run(NAME, OWNER, "sequences.sql").lines().toList();
    }

    public SchemaDump schema() throws IOException {
        psql.dumpSchema(NAME, OWNER, "schema.after");
        return SchemaDump.parse(Files.readString(folder.resolve("schema.after")));
    }

    /** What a faulty disk or a faulty restore might do: one byte of one row of scrape_pages is another. */
    public void changeOneByte() throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    UPDATE scrape_pages SET digest_hash = translate(left(digest_hash, 1), '0123456789abcdef', '123456789abcdef0')
                        || substr(digest_hash, 2)
                    WHERE id = (SELECT max(id) / 2 FROM scrape_pages)""");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(NAME), OWNER, server.password(OWNER));
    }
}
