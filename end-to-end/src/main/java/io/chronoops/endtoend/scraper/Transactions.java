package io.chronoops.endtoend.scraper;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/** What the application does: finds pages, works them off, writes articles, throws some away. The same for the same seed. */
final class Transactions {
    private static final int DOMAINS = 300;
    private static final int SESSIONS = 400;

    private static final String FIND = """
            INSERT INTO scrape_pages (domain_id, scrape_session_id, original_url, unix_timestamp, mime_type, status,
                content_length, digest_hash, is_pdf, is_duplicate, is_list_page)
            VALUES (?, ?, ?, '20250827101500', ?, 'pending', ?, ?, ?, ?, ?)""";
    private static final String WORK_OFF = """
            UPDATE scrape_pages SET status = ?, status_code = 200, extracted_text = ?, fetch_time = ?, completed_at = now(),
                retry_count = retry_count + 1, updated_at = now() WHERE id = ?""";
    private static final String ARTICLE = """
            INSERT INTO pages (domain_id, url, title, content_hash, word_count, quality, tags, meta, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ARRAY['new'], '{"author": "writer"}', now())""";
    private static final String REVIEW =
            "UPDATE pages SET reviewed = true, quality = ?, updated_at = now() WHERE id = ?";
    private static final String THROW_AWAY = "DELETE FROM scrape_pages WHERE id = ?";

    private static final String FILTER = """
            UPDATE scrape_pages SET status = ?, filter_category = ?, filter_reason = 'by rule', priority_score = ?,
                is_manually_overridden = ?, updated_at = now() WHERE id = ?""";
    private static final String[] FILTERED = {
        "filtered_duplicate",
        "filtered_list_page",
        "filtered_low_quality",
        "awaiting_manual_review",
        "manually_approved"
    };

    private final Random random;
    private final int rows;
    private long found;
    private volatile boolean filtering;

    Transactions(Random random, int rows) {
        this.random = random;
        this.rows = rows;
    }

    /** From now on pages are filtered, too. */
    void useFiltering() {
        filtering = true;
    }

    /** The next one; the caller commits. */
    void next(Connection connection) throws SQLException {
        int kind = random.nextInt(100);
        if (kind < 40) find(connection, 1 + random.nextInt(2));
        else if (kind < 60 && filtering) filter(connection);
        else if (kind < 75) workOff(connection);
        else if (kind < 85) article(connection);
        else if (kind < 95) execute(connection, REVIEW, random.nextDouble(), 1 + random.nextInt(rows / 5));
        else execute(connection, THROW_AWAY, 1 + random.nextInt(rows));
    }

    private void find(Connection connection, int pages) throws SQLException {
        for (int i = 0; i < pages; i++) {
            boolean pdf = random.nextInt(10) == 0;
            execute(
                    connection,
                    FIND,
                    1 + random.nextInt(DOMAINS),
                    1 + random.nextInt(SESSIONS),
                    "https://found.example/" + ++found,
                    pdf ? "application/pdf" : "text/html",
                    random.nextInt(3_000_000),
                    String.format("%032x", random.nextLong()),
                    pdf,
                    random.nextInt(12) == 0,
                    random.nextInt(13) == 0);
        }
    }

    private void workOff(Connection connection) throws SQLException {
        String text = "worked off ".repeat(random.nextInt(40));
        execute(
                connection,
                WORK_OFF,
                random.nextInt(10) == 0 ? "failed" : "completed",
                text,
                random.nextDouble() * 9,
                1 + random.nextInt(rows));
    }

    private void filter(Connection connection) throws SQLException {
        String status = FILTERED[random.nextInt(FILTERED.length)];
        execute(
                connection,
                FILTER,
                status,
                status.startsWith("filtered_") ? status.substring("filtered_".length()) : "review",
                1 + random.nextInt(10),
                status.equals("manually_approved"),
                1 + random.nextInt(rows));
    }

    private void article(Connection connection) throws SQLException {
        execute(
                connection,
                ARTICLE,
                1 + random.nextInt(DOMAINS),
                "https://found.example/articles/" + ++found,
                "Article " + found,
                Long.toHexString(random.nextLong()),
                random.nextInt(4_000),
                random.nextGaussian());
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
        }
    }
}
