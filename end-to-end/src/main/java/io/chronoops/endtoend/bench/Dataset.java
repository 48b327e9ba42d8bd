package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.screen.Say;
import io.chronoops.stack.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is backed up and restored: one dominating table of varied text with five secondary indexes, and twenty small ones. */
final class Dataset {
    static final String DATABASE = "bench";
    static final String LARGE = "public.pages";
    static final String TENTH = "public.pages_tenth";
    private static final String FORM = "chronoops bench 1: ";
    private static final int PHRASES = 200_000;
    private static final int FEWEST = 1_000;

    private final Postgres server;
    private final Progress progress;

    Dataset(Postgres server, Progress progress) {
        this.server = server;
        this.progress = progress;
    }

    /** Makes it where it is not there as it must be. */
    void make(int rows) throws SQLException {
        String mark = FORM + rows + " rows";
        try (Connection admin = admin("postgres")) {
            dropOthers(admin, mark);
        }
        if (isMade(mark)) {
            progress.say("the dataset is there: " + mark);
        } else {
            progress.say("building the dataset: " + Say.count(rows) + " rows of pages, 20 small tables");
            server.createDatabase(DATABASE);
            try (Connection owner = DriverManager.getConnection(
                            server.jdbcUrl(DATABASE), "chrono_scraper", server.password("chrono_scraper"));
                    var sql = owner.createStatement()) {
                int phrases = Math.clamp(rows / 10, FEWEST, PHRASES);
                sql.execute(
                        script().replace(":rows", Integer.toString(rows)).replace(":phrases", phrases + "::bigint"));
            }
            try (Connection admin = admin(DATABASE);
                    var sql = admin.createStatement()) {
                sql.execute("VACUUM (FREEZE, ANALYZE)"); // no hint bits are left to be written by whoever comes first
                sql.execute("COMMENT ON DATABASE " + DATABASE + " IS '" + mark + "'");
            }
        }
        warm();
    }

    /** Reads all of it once, so that nobody is the first. */
    private void warm() throws SQLException {
        try (Connection admin = admin(DATABASE);
                var sql = admin.createStatement()) {
            sql.execute("SELECT sum(length(body)) FROM pages");
        }
    }

    /** A table of the same form with a tenth of the rows, or none. */
    void tenth(boolean wanted) throws SQLException {
        try (Connection admin = admin(DATABASE);
                var sql = admin.createStatement()) {
            sql.execute("DROP TABLE IF EXISTS " + TENTH);
            if (wanted) {
                sql.execute("CREATE TABLE " + TENTH + " (LIKE pages INCLUDING ALL)");
                sql.execute("INSERT INTO " + TENTH + " SELECT * FROM pages WHERE id % 10 = 0");
            }
        }
    }

    /** In words: its sizes on the server. */
    String describe() throws SQLException {
        try (Connection admin = admin(DATABASE);
                var sql = admin.createStatement();
                ResultSet row = sql.executeQuery(
                        "SELECT pg_relation_size('pages'), pg_indexes_size('pages'), (SELECT count(*) FROM pages)")) {
            row.next();
            return "pages: " + Say.count(row.getLong(3)) + " rows, heap " + Say.bytes(row.getLong(1)) + ", 6 indexes "
                    + Say.bytes(row.getLong(2)) + "; 20 small tables";
        }
    }

    /** What a former run left: slots of its capture, databases that it restored, a dataset of another size. */
    private void dropOthers(Connection admin, String mark) throws SQLException {
        try (var sql = admin.createStatement()) {
            sql.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active");
            if (!isMade(mark)) sql.execute("DROP DATABASE IF EXISTS " + DATABASE);
        }
        dropRestored();
    }

    /** Drops all that restores have made. */
    void dropRestored() throws SQLException {
        try (Connection admin = admin("postgres");
                var sql = admin.createStatement()) {
            List<String> left = new ArrayList<>();
            ResultSet row =
                    sql.executeQuery("SELECT datname FROM pg_database WHERE datname SIMILAR TO '" + Restored.ALL + "'");
            while (row.next()) left.add(row.getString(1));
            for (String name : left) sql.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    private boolean isMade(String mark) throws SQLException {
        try (Connection admin = admin("postgres");
                var query = admin.prepareStatement(
                        "SELECT FROM pg_database WHERE datname = ? AND shobj_description(oid, 'pg_database') = ?")) {
            query.setString(1, DATABASE);
            query.setString(2, mark);
            return query.executeQuery().next();
        }
    }

    private Connection admin(String database) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(database), server.superuser(), server.password(server.superuser()));
    }

    private static String script() {
        try (var in = Dataset.class.getResourceAsStream("/bench/pages.sql")) {
            if (in == null) throw new IllegalStateException("bench/pages.sql is missing in this build");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
