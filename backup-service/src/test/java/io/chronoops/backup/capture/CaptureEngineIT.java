package io.chronoops.backup.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that is closed has ended, and its slot is free, at whatever moment of its start that was. */
class CaptureEngineIT {
    private static final String NAME = "engine";
    private static final Stack STACK = Stack.shared();
    private static final Database DATABASE =
            new Database(NAME, STACK.operated().host(), STACK.operated().port(), NAME, "prefer");

    private static Connection connect() throws SQLException {
        String superuser = STACK.operated().superuser();
        return DriverManager.getConnection(
                STACK.operated().jdbcUrl(NAME), superuser, STACK.operated().password(superuser));
    }

    @BeforeAll
    static void make() throws SQLException {
        STACK.operated().createDatabase(NAME);
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE pages (id int PRIMARY KEY)");
            statement.execute("ALTER ROLE " + Operated.BACKUP_ROLE + " REPLICATION");
            statement.execute("GRANT pg_read_all_data TO " + Operated.BACKUP_ROLE);
            statement.execute("CREATE PUBLICATION " + Slots.PUBLICATION + " FOR TABLE pages");
            statement.execute("SELECT pg_create_logical_replication_slot('" + Slots.name(NAME) + "', 'pgoutput')");
        }
    }

    private static boolean isInUse() throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT active FROM pg_replication_slots WHERE slot_name = '" + Slots.name(NAME) + "'")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static CaptureEngine engine() {
        return new CaptureEngine(
                DATABASE, STACK.operated().password(Operated.BACKUP_ROLE), new Properties(), _ -> {}, () -> 0L);
    }

    @Test
    void it_holds_its_slot_until_it_is_closed_and_that_is_no_failure() throws Exception {
        CaptureEngine engine = engine();
        CompletableFuture<@Nullable String> ended = CompletableFuture.supplyAsync(engine::run);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(CaptureEngineIT::isInUse);

        engine.close();

        assertThat(ended).succeedsWithin(30, TimeUnit.SECONDS).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 100, 300, 600, 1_000})
    void closed_while_it_starts_it_ends_and_lets_go_of_its_slot(long millis) throws Exception {
        var engine = new CaptureEngine(
                DATABASE, STACK.operated().password(Operated.BACKUP_ROLE), new Properties(), _ -> {}, () -> 0L);
        CompletableFuture<@Nullable String> ended = CompletableFuture.supplyAsync(engine::run);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));

        engine.close();

        assertThat(ended).succeedsWithin(30, TimeUnit.SECONDS);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> !isInUse());
    }
}
