package io.chronoops.backup.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import io.chronoops.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session that wants a table alone waits for our snapshot, and pg_dump would wait behind it for ever. */
class SnapshotGivesWayIT {
    private static final String NAME = "gives-way";
    private static final Stack STACK = Stack.shared();

    @TempDir
    Path folder;

    private static Connection connect() throws SQLException {
        String superuser = STACK.operated().superuser();
        return DriverManager.getConnection(
                STACK.operated().jdbcUrl(NAME), superuser, STACK.operated().password(superuser));
    }

    private static void execute(String... statements) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean somebodyWaits() throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    @Test
    @Timeout(60)
    void a_dump_behind_a_waiting_schema_change_is_refused_by_name_within_seconds() throws Exception {
        STACK.operated().createDatabase(NAME);
        execute("CREATE TABLE pages (id int PRIMARY KEY)", "GRANT pg_read_all_data TO backup_user");
        Path secret = folder.resolve("secrets").resolve(NAME).resolve(Operated.BACKUP_ROLE);
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, STACK.operated().password(Operated.BACKUP_ROLE));
        var operated = new Operated(new Secrets(folder.resolve("secrets")));
        var database =
                new Database(NAME, STACK.operated().host(), STACK.operated().port(), NAME, "prefer");
        CompletableFuture<Void> alter;

        try (var snapshot = SourceSnapshot.beside(operated, database, 5)) {
            alter = CompletableFuture.runAsync(() -> execute("ALTER TABLE pages ADD more int"));
            Awaitility.await().until(SnapshotGivesWayIT::somebodyWaits);

            assertThatThrownBy(() -> new Ddl(new ClientPrograms(operated))
                            .dump(
                                    database,
                                    snapshot,
                                    List.of(),
                                    new DiskRepository(folder.resolve("repository")),
                                    "schema"))
                    .isInstanceOfSatisfying(
                            OperationFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
        }
        alter.get(10, TimeUnit.SECONDS);
    }
}
