package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CancelCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 between any two steps of a replacement: one database of the name, and never one of half of each. */
@Tag("faults")
class ReplaceKillIT {
    private static final String DIGEST = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM pages t";

    @TempDir
    static Path folder;

    private static String good = "";
    private static String backupId = "";

    @BeforeAll
    static void operate() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"))) {
            service.operate(
                    "killswap",
                    "CREATE TABLE pages (id serial PRIMARY KEY, body text)",
                    "INSERT INTO pages (body) SELECT repeat(md5(i::text), 3) FROM generate_series(1, 1000) i");
            RunningService.makeTemplate("killswap");
            good = psql("killswap", "-c", DIGEST);
            OperationEvent backup = service.command(
                    "killswap",
                    command -> command.setBackup(
                            BackupCommand.newBuilder().setType(BackupType.FULL).build()));
            backupId = backup.getSucceeded().getDetails().getOrDefault("backupId", "");
        }
    }

    private static ChildService child(String faultPoint) throws Exception {
        return new ChildService(
                folder.resolve("repository"), Path.of("target", "replace-kill-service.log"), faultPoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replace.restored",
                "replace.backed-up",
                "replace.closed",
                "replace.sealed",
                "replace.slot-dropped",
                "replace.slot-made",
                "replace.swapped",
                "replace.based"
            })
    void a_replacement_killed_while_closed_or_swapped_ends_once_with_the_restored_one_in_place(String point)
            throws Exception {
        psql("killswap", "-c", "DELETE FROM pages WHERE id % 3 = 0");
        String wrecked = psql("killswap", "-c", DIGEST);
        MaintenanceCommand replace = Foreign.command(
                "killswap",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(backupId)
                        .setReplace(true)
                        .setConfirm("killswap")
                        .build()));

        try (var dying = child(point)) {
            Foreign.publish(replace);
            dying.awaitDeath();
        }
        try (var _ = child("")) {
            OperationEvent end = Foreign.eventsOf(replace.getId()).getLast();
            assertThat(end.getSucceeded()).as("%s", end).isNotNull();
            assertThat(Foreign.allEventsOf(replace.getId()))
                    .filteredOn(Foreign::isTerminal)
                    .hasSize(1);
            assertThat(psql("killswap", "-c", DIGEST)).isEqualTo(good);
            String kept = end.getSucceeded().getDetails().getOrDefault("kept", "");
            assertThat(psql(kept, "-c", DIGEST)).isEqualTo(wrecked);
            theLogGoesOn();
            assertThat(names()).containsExactlyInAnyOrder("killswap", "killswap_back", kept);
            psql("postgres", "-c", "DROP DATABASE killswap_back", "-c", "DROP DATABASE " + kept);
        }
    }

    @Test
    void a_database_left_closed_lets_sessions_in_again_even_where_the_operation_was_cancelled_meanwhile()
            throws Exception {
        MaintenanceCommand replace = Foreign.command(
                "killswap",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(backupId)
                        .setReplace(true)
                        .setConfirm("killswap")
                        .build()));
        String open = "SELECT datallowconn FROM pg_database WHERE datname = 'killswap'";

        try (var dying = child("replace.slot-dropped")) {
            Foreign.publish(replace);
            dying.awaitDeath();
        }
        assertThat(psql("postgres", "-c", open).strip()).isEqualTo("f");
        Foreign.publish(Foreign.command("killswap", command -> command.setCancel(new CancelCommand(replace.getId()))));
        try (var _ = child("")) {
            OperationEvent end = Foreign.eventsOf(replace.getId()).getLast();
            assertThat(end.getCancelled()).as("%s", end).isNotNull();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> psql("postgres", "-c", open).strip().equals("t"));
            MaintenanceCommand backup = Foreign.command(
                    "killswap",
                    command -> command.setBackup(
                            BackupCommand.newBuilder().setType(BackupType.FULL).build()));
            Foreign.publish(backup);
            assertThat(Foreign.eventsOf(backup.getId()).getLast().getSucceeded())
                    .isNotNull();
            theLogGoesOn();
        }
        for (String name : names()) {
            if (!name.equals("killswap")) {
                psql("postgres", "-c", "DROP DATABASE " + name);
            }
        }
    }

    private static void theLogGoesOn() throws Exception {
        psql("killswap", "-c", "INSERT INTO pages (body) VALUES ('after')");
        MaintenanceCommand back = Foreign.command(
                "killswap",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setInto("killswap_back")
                        .build()));
        Foreign.publish(back);
        OperationEvent end = Foreign.eventsOf(back.getId()).getLast();
        assertThat(end.getSucceeded()).as("%s", end).isNotNull();
        assertThat(psql("killswap_back", "-c", DIGEST)).isEqualTo(psql("killswap", "-c", DIGEST));
    }

    private static List<String> names() throws Exception {
        return psql("postgres", "-c", "SELECT datname FROM pg_database WHERE datname LIKE 'killswap%'")
                .lines()
                .toList();
    }
}
