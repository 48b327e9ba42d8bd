package io.chronoops.endtoend.bench;

import io.chronoops.stack.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Tables beside the dataset whose rows are changed, and the changes, made by their owner in transactions of a thousand. */
final class ChangedTables {
    static final String HOT = "public.hot";
    static final String MANY = "public.many";
    static final String TEN = "public.ten_thousand";
    static final int HOT_ROWS = 1_000;
    private static final int TRANSACTION = 1_000;
    private static final int TEN_ROWS = 10_000;

    private final Postgres server;
    private final int changes;

    ChangedTables(Postgres server, int changes) {
        this.server = server;
        this.changes = changes;
    }

    /** Makes them anew. */
    void make() throws SQLException {
        make(HOT, HOT_ROWS);
        make(MANY, changes);
        make(TEN, TEN_ROWS);
        execute(
                "DROP TABLE IF EXISTS narrow",
                "CREATE TABLE narrow (id int PRIMARY KEY, n int NOT NULL, v text NOT NULL)");
        execute("INSERT INTO narrow SELECT i, 0, md5(i::text) FROM generate_series(1, " + HOT_ROWS + ") i");
    }

    private void make(String table, int rows) throws SQLException {
        execute(
                "DROP TABLE IF EXISTS " + table,
                "CREATE TABLE " + table + columns(),
                "INSERT INTO " + table + " SELECT i, 0, md5(i::text), now() FROM generate_series(1, " + rows + ") i",
                "ALTER TABLE " + table + " ADD PRIMARY KEY (id)");
    }

    /** Of all of them but the narrow one. */
    static String columns() {
        return " (id int NOT NULL, n int NOT NULL, v text NOT NULL, at timestamptz NOT NULL)";
    }

    /** Changes each of the few rows again and again. */
    void changeHot() throws SQLException {
        inTransactions(changes / HOT_ROWS, "UPDATE hot SET n = i, v = md5(i::text || id), at = clock_timestamp()");
    }

    /** Changes each of the many rows once. */
    void changeMany() throws SQLException {
        inTransactions(
                changes / TRANSACTION,
                "UPDATE many SET n = n + 1, v = md5(v), at = clock_timestamp() WHERE id BETWEEN (i - 1) * 1000 + 1 AND i * 1000");
    }

    /** Changes every row of the table of ten thousand. */
    void changeTen() throws SQLException {
        inTransactions(
                TEN_ROWS / TRANSACTION,
                "UPDATE ten_thousand SET n = n + 1, v = md5(v) WHERE id BETWEEN (i - 1) * 1000 + 1 AND i * 1000");
    }

    /** The backlog of a capture: narrow rows. */
    void changeNarrow() throws SQLException {
        inTransactions(changes / HOT_ROWS, "UPDATE narrow SET n = n + 1, v = md5(v)");
    }

    /** A hundredth of the large table's rows, others each time. */
    void changeHundredth(int which) throws SQLException {
        execute("UPDATE pages SET status = status + 1, title = md5(title) WHERE id % 100 = " + which % 100);
    }

    private void inTransactions(int times, String update) throws SQLException {
        execute(
                "SET synchronous_commit = off",
                "DO $$ BEGIN FOR i IN 1.." + times + " LOOP " + update + "; COMMIT; END LOOP; END $$");
    }

    /** Executes each as the owner. */
    void execute(String... statements) throws SQLException {
        try (Connection owner = open();
                var sql = owner.createStatement()) {
            for (String statement : statements) sql.execute(statement);
        }
    }

    /** A session of the owner. */
    Connection open() throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(Dataset.DATABASE), "chrono_scraper", server.password("chrono_scraper"));
    }
}
