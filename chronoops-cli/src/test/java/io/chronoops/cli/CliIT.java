package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.terminal.Terminal;
import io.chronoops.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database's life by the command line alone, against the real backup-service. */
class CliIT {
    private static final Stack STACK = Stack.shared();
    private static final String DATABASE = "shop";

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        STACK.service("backup-service").start();
        STACK.operated().createDatabase(DATABASE);
        try (Connection owner = connect(DATABASE);
                var sql = owner.createStatement()) {
            sql.execute("CREATE TABLE orders (id int PRIMARY KEY, what text)");
            sql.execute("INSERT INTO orders SELECT i, md5(i::text) FROM generate_series(1, 5000) i");
        }
        context("operator");
        context("viewer");
    }

    @AfterAll
    static void stop() {
        STACK.service("backup-service").stop();
    }

    @Test
    void a_database_is_prepared_added_backed_up_restored_and_removed_by_the_command_line_alone() throws Exception {
        String at = STACK.operated().host() + ":" + STACK.operated().port() + "/" + DATABASE;

        assertThat(call("databases", "prepare", DATABASE, "--url", "postgresql://nobody@" + at, "--yes"))
                .returns(3, Called::exit)
                .matches(called -> called.err().contains("psql cannot connect"));
        good(call("databases", "prepare", DATABASE, "--admin-url", "postgresql://admin_user@" + at, "--yes"));
        good(call("databases", "add", DATABASE, "--url", "postgresql://" + at));
        assertThat(good(call("databases", "list")).out()).contains(DATABASE);
        assertThat(good(call("databases", "check")).out())
                .contains("prepared: publication and event triggers are there");

        Called backup = good(call("backup", "--type=full", "--output", "json"));
        String id = Json.read(backup.out()).path("details").path("backupId").asString();
        good(call("backups", "verify", id));
        assertThat(good(call("backups", "list")).out()).contains(id).contains("5,000");
        assertThat(good(call("coverage", "--table", "orders")).out()).contains("any moment, growing");

        wreck();
        good(call("restore", id, "--into", "shop_back", "--verify", "--yes"));
        assertThat(rows("shop_back")).isEqualTo(5000);
        assertThat(call("restore", id, "--into", "shop_back", "--yes").exit()).isEqualTo(1);

        assertThat(good(call("operations", "list")).out()).contains("restore", "failed", "succeeded");
        good(call("databases", "remove", DATABASE, "--confirm", DATABASE));
        assertThat(good(call("databases", "list")).out()).contains("no database is operated yet");
    }

    @Test
    void who_may_only_look_cannot_do() {
        Called called = call("viewer", new String[] {"backup", "--database", DATABASE});

        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.err()).contains("may look, but not do this");
    }

    @Test
    void a_command_for_a_database_that_is_not_operated_is_rejected_with_its_reason() {
        Called called = call("backup", "--database", "nowhere");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("nowhere");
    }

    private static Called good(Called called) {
        assertThat(called.exit()).as("%s", called).isZero();
        return called;
    }

    private static Called call(String... arguments) {
        return call("operator", arguments);
    }

    private static Called call(String role, String[] arguments) {
        var environment = Map.of(
                "CHRONOOPS_CONTEXT",
                role + ".json",
                "PGPASSWORD",
                STACK.operated().password("admin_user"));
        return Called.in(folder, environment, Terminal.none(), "", arguments);
    }

    private static void context(String role) throws Exception {
        Files.writeString(
                folder.resolve(role + ".json"),
                "{\"name\":\"%s\",\"urls\":{\"backup\":\"http://127.0.0.1:%d\"},\"token\":\"%s\"}"
                        .formatted(role, STACK.servicePort("backup-service"), STACK.token(role)));
    }

    private static void wreck() throws Exception {
        try (Connection owner = connect(DATABASE);
                var sql = owner.createStatement()) {
            sql.execute("DELETE FROM orders");
        }
    }

    private static long rows(String database) throws Exception {
        try (Connection owner = connect(database);
                var sql = owner.createStatement();
                var count = sql.executeQuery("SELECT count(*) FROM orders")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static Connection connect(String database) throws Exception {
        return DriverManager.getConnection(
                STACK.operated().jdbcUrl(database),
                "chrono_scraper",
                STACK.operated().password("chrono_scraper"));
    }
}
