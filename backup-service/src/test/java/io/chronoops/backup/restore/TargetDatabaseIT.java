package io.chronoops.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetDatabaseIT {
    private static final String ROLE = Operated.RESTORE_ROLE;
    private static final String OPERATION = "01900000-0000-7000-8000-000000000001";
    private static final Manifest.Server LIKE = new Manifest.Server("15.0", "1", 1, "postgres", "UTF8", "C", "C");

    @TempDir
    Path secrets;

    private Database database;
    private Operated operated;

    @BeforeEach
    void knowTheServer() throws Exception {
        var server = Stack.shared().operated();
        Files.createDirectories(secrets.resolve("targets"));
        Files.writeString(secrets.resolve("targets").resolve(ROLE), server.password(ROLE));
        database = new Database("targets", server.host(), server.port(), "postgres", "prefer");
        operated = new Operated(new Secrets(secrets));
    }

    @Test
    void a_run_that_another_one_overtook_does_not_drop_what_that_one_has_made() throws Exception {
        try (var overtaken = new TargetDatabase(database, "targets_back", operated, ROLE);
                var overtaker = new TargetDatabase(database, "targets_back", operated, ROLE)) {
            overtaken.create(LIKE, OPERATION, "plan", false);
            overtaker.create(LIKE, OPERATION, "plan", false);

            overtaken.drop();
            assertThat(isThere()).isTrue();

            overtaker.drop();
            assertThat(isThere()).isFalse();
        }
    }

    @Test
    void a_session_opened_ahead_ends_with_a_restore_that_never_came_to_need_it() throws Exception {
        try (var watching = operated.open(database, "postgres", ROLE);
                var target = new TargetDatabase(database, "targets_unwanted", operated, ROLE)) {
            target.approach();
            await().until(() -> others(watching) == 1);

            target.close();
            await().until(() -> others(watching) == 0);
        }
    }

    private static int others(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE usename = current_user AND datname = 'postgres' AND pid <> pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private boolean isThere() throws SQLException {
        try (var session = operated.open(database, "postgres", ROLE);
                var statement = session.createStatement();
                var row = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'targets_back'")) {
            return row.next();
        }
    }
}
