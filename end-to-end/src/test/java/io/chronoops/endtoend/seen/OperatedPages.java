package io.chronoops.endtoend.seen;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A database like the customer's, made, prepared, taken into operation, backed up, verified and proven once, by REST alone. */
record OperatedPages(Stack stack, Http backupService, String name) {
    private static final String[] TABLE = {
        """
        CREATE TABLE scrape_pages (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, url text NOT NULL,
                                   status varchar(20) NOT NULL, body text)""",
        """
        INSERT INTO scrape_pages (url, status, body)
        SELECT 'https://example.org/' || i, (ARRAY['pending', 'completed', 'failed', 'skipped'])[1 + i % 4], repeat(md5(i::text), 20)
        FROM generate_series(1, 20000) i""",
        "DELETE FROM scrape_pages WHERE id % 5 = 0",
        "GRANT SELECT (id, status) ON scrape_pages TO monitoring_user",
        "ANALYZE scrape_pages"
    };

    void operate() throws SQLException {
        stack.operated().createDatabase(name);
        try (Connection owner = Load.connect(stack, name)) {
            run(owner, TABLE);
        }
        String prepare = backupService.get("/api/v1/prepare.sql").mustBe(200);
        try (Connection superuser = superuser()) {
            run(superuser, prepare, Written.text("monitor-service/src/main/resources/sql/prepare-monitoring.sql"));
        }
        succeed("""
                {"database":"%s","addDatabase":{"host":"%s","port":%d,"dbname":"%s","sslmode":"prefer"}}
                """.formatted(name, stack.operated().host(), stack.operated().port(), name));
        succeed("""
                {"database":"%s","backup":{"type":"FULL","tables":[],"codec":"gzip:6","jobs":1,"retentionDays":30}}
                """.formatted(name));
        succeed("{\"database\":\"%s\",\"verify\":{}}".formatted(name));
        succeed("{\"database\":\"%s\",\"drill\":{}}".formatted(name));
    }

    private void succeed(String command) {
        String id = Written.parse(
                        backupService.post("/api/v1/commands", command).mustBe(202))
                .get("operationId")
                .asString();
        JsonNode ended = Awaitility.await(command)
                .atMost(30, SECONDS)
                .until(
                        () -> operation(id),
                        operation -> !operation.path("endedAt").asString("").isEmpty());
        if (!ended.get("state").asString().toLowerCase(Locale.ROOT).equals("succeeded")) {
            throw new AssertionError(ended);
        }
    }

    private JsonNode operation(String id) {
        var answer = backupService.get("/api/v1/operations/" + id);
        return Written.parse(answer.status() == 200 ? answer.body() : "{}");
    }

    private Connection superuser() throws SQLException {
        String superuser = stack.operated().superuser();
        return DriverManager.getConnection(
                stack.operated().jdbcUrl(name), superuser, stack.operated().password(superuser));
    }

    private static void run(Connection connection, String... scripts) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            for (String script : scripts) sql.execute(script);
        }
    }
}
