package io.chronoops.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetDatabaseIT {
    private static final String ROLE = Operated.RESTORE_ROLE;
    private static final String OPERATION = "01900000-0000-7000-8000-000000000001";
    private static final Manifest.Server LIKE = new Manifest.Server("15.0", "1", 1, "postgres", "UTF8", "C", "C");

    @TempDir
    Path secrets;

    @Test
    void a_run_that_another_one_overtook_does_not_drop_what_that_one_has_made() throws Exception {
        var server = Stack.shared().operated();
        Files.createDirectories(secrets.resolve("targets"));
        Files.writeString(secrets.resolve("targets").resolve(ROLE), server.password(ROLE));
        var database = new Database("targets", server.host(), server.port(), "postgres", "prefer");
        var operated = new Operated(new Secrets(secrets));

        try (var overtaken = new TargetDatabase(database, "targets_back", operated, ROLE);
                var overtaker = new TargetDatabase(database, "targets_back", operated, ROLE)) {
            overtaken.create(LIKE, OPERATION, "plan", false);
            overtaker.create(LIKE, OPERATION, "plan", false);

            overtaken.drop();
            assertThat(isThere(operated, database)).isTrue();

            overtaker.drop();
            assertThat(isThere(operated, database)).isFalse();
        }
    }

    private static boolean isThere(Operated operated, Database database) throws SQLException {
        try (var session = operated.open(database, "postgres", ROLE);
                var statement = session.createStatement();
                var row = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'targets_back'")) {
            return row.next();
        }
    }
}
