package io.chronoops.migration.support;

import io.chronoops.stack.Postgres;
import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database with scrape_pages as it is before the migration, owned by the application. */
public record ScrapePages(Postgres server, String database) {
    public static final String OWNER = "chrono_scraper";

    /** The assignment as one statement, the measure of all others. */
    public static final String AS_ONE_STATEMENT = """
            SELECT id, CASE WHEN is_duplicate THEN 2 WHEN is_list_page THEN 3
                            WHEN is_pdf AND content_length > 1000000 THEN 8
                            WHEN mime_type LIKE 'application/pdf%' THEN 7
                            WHEN mime_type LIKE 'text/html%' THEN 6 ELSE 5 END AS priority_score,
                   CASE WHEN is_duplicate THEN 'duplicate' WHEN is_list_page THEN 'list_page'
                        WHEN is_pdf THEN 'document' END AS filter_category,
                   CASE WHEN is_duplicate THEN 'Content hash duplication detected'
                        WHEN is_list_page THEN 'Identified as navigation/list page'
                        WHEN is_pdf THEN 'PDF document detected' END AS filter_reason
            FROM scrape_pages""";

    /** A fresh one with so many varied rows. */
    public static ScrapePages fresh(String database, int rows) throws SQLException {
        var pages = new ScrapePages(Stack.shared().operated(), database);
        pages.server.createDatabase(database);
        pages.execute("DROP TABLE IF EXISTS scrape_pages, scrape_sessions, pages, domains CASCADE");
        pages.execute("CREATE TABLE domains (id serial PRIMARY KEY, name text)");
        pages.execute("CREATE TABLE pages (id serial PRIMARY KEY, url text)");
        pages.execute("CREATE TABLE scrape_sessions (id serial PRIMARY KEY, name text)");
        pages.execute("INSERT INTO domains (name) SELECT 'site' || n FROM generate_series(1, 50) n");
        pages.execute("INSERT INTO pages (url) SELECT 'https://page' || n FROM generate_series(1, 1000) n");
        pages.execute("INSERT INTO scrape_sessions (name) SELECT 'run' || n FROM generate_series(1, 20) n");
        pages.execute("""
                CREATE TABLE scrape_pages (
                    id serial PRIMARY KEY, domain_id integer NOT NULL REFERENCES domains,
                    scrape_session_id integer REFERENCES scrape_sessions, original_url text, content_url text,
                    unix_timestamp varchar(14), mime_type varchar(100), status varchar(20), status_code int,
                    content_length int, digest_hash varchar(32), title varchar(500), extracted_text text, is_pdf bool,
                    is_duplicate bool, is_list_page bool, extraction_method varchar(50), error_message text,
                    error_type varchar(100), retry_count int DEFAULT 0, max_retries int DEFAULT 3, fetch_time float8,
                    extraction_time float8, total_processing_time float8, first_seen_at timestamptz DEFAULT now(),
                    last_attempt_at timestamptz, completed_at timestamptz, created_at timestamptz DEFAULT now(),
                    updated_at timestamptz DEFAULT now())""");
        pages.execute(INSERT + " FROM generate_series(1, " + rows + ") n");
        pages.execute("CREATE INDEX ix_scrape_pages_original_url ON scrape_pages (original_url)");
        pages.execute("CREATE INDEX ix_scrape_pages_digest_hash ON scrape_pages (digest_hash)");
        pages.execute("CREATE INDEX ix_scrape_pages_status ON scrape_pages (status)");
        pages.execute("ANALYZE scrape_pages");
        return pages;
    }

    /** Rows that differ in all that the assignment asks, NULLs included, from a number n. */
    static final String INSERT = """
            INSERT INTO scrape_pages (domain_id, scrape_session_id, original_url, unix_timestamp, mime_type, status,
                content_length, digest_hash, title, extracted_text, is_pdf, is_duplicate, is_list_page)
            SELECT 1 + n % 50, 1 + n % 20, 'https://site' || n % 50 || '/page/' || n, '20250827100000',
                (ARRAY['text/html', 'text/html; charset=utf-8', 'text/html', 'application/pdf', 'image/png', NULL])[1 + n % 6],
                (ARRAY['completed', 'pending', 'in_progress', 'failed', 'retry', 'skipped'])[1 + n % 6],
                (n * 7919) % 3000000, md5((n % 9000)::text), 'Page ' || n, repeat('text ' || n || ' ', 20),
                CASE WHEN n % 97 = 0 THEN NULL ELSE n % 6 = 3 OR n % 41 = 0 END,
                CASE WHEN n % 89 = 0 THEN NULL ELSE n % 11 = 0 END, n % 13 = 0""";

    /** A connection of the application. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), OWNER, server.password(OWNER));
    }

    /** Runs one statement as the application. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One number. */
    public long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** One value as text; the word null for NULL. */
    public String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Rows whose assignment differs from the one statement's, among those up to this id. */
    public long differences(long upToId) throws SQLException {
        return number("SELECT count(*) FROM scrape_pages s JOIN (" + AS_ONE_STATEMENT
                + ") w USING (id) WHERE id <= " + upToId
                + " AND (s.priority_score, s.filter_category, s.filter_reason) IS DISTINCT FROM"
                + " (w.priority_score, w.filter_category, w.filter_reason)");
    }

    /** The definition of the table as a person compares it: columns, indexes, constraints. */
    public String shape() throws SQLException {
        return text("""
                SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
                    SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || ' '
                           || coalesce(pg_get_expr(adbin, adrelid), '')
                    FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                    WHERE attrelid = 'scrape_pages'::regclass AND attnum > 0 AND NOT attisdropped
                    UNION ALL SELECT pg_get_indexdef(indexrelid) || ' ' || indisvalid FROM pg_index
                    WHERE indrelid = 'scrape_pages'::regclass
                    UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE conrelid = 'scrape_pages'::regclass) t(line)""");
    }
}
