package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.compaction.CompactedRuns;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CompactCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.VerifyCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a compaction. */
@Tag("faults")
class CompactKillIT {
    private static final String[] AT_ONCE = {"--chronoops.compaction.older-than=0s", "--chronoops.compaction.at-least=2"
    };
    private static final String ROWS = "SELECT count(*), sum(n) FROM hot";

    @TempDir
    static Path folder;

    @Test
    void a_compaction_killed_before_it_counts_leaves_nothing_that_counts_and_goes_on() throws Exception {
        Path place = folder.resolve("repository");
        try (var service = new RunningService(place)) {
            service.operate(
                    "foldkill",
                    "CREATE TABLE hot (id int PRIMARY KEY, n bigint)",
                    "INSERT INTO hot SELECT i, 0 FROM generate_series(1, 100) i");
            for (BackupType type : new BackupType[] {
                BackupType.FULL, BackupType.INCREMENTAL, BackupType.INCREMENTAL, BackupType.INCREMENTAL
            }) {
                OperationEvent taken = service.command(
                        "foldkill",
                        command -> command.setBackup(
                                BackupCommand.newBuilder().setType(type).build()));
                assertThat(taken.getSucceeded()).as("%s", taken).isNotNull();
                psql("foldkill", "-c", """
                        DO $$ BEGIN FOR i IN 1..40 LOOP UPDATE hot SET n = n + 1; COMMIT; END LOOP; END $$""");
            }
        }
        MaintenanceCommand compact =
                Foreign.command("foldkill", command -> command.setCompact(new CompactCommand(false)));
        Path log = Path.of("target", "compact-kill-service.log");

        try (var dying = new ChildService(place, log, "compact.before-description", 384, AT_ONCE)) {
            Foreign.publish(compact);
            dying.awaitDeath();
        }

        var repository = new DiskRepository(place);
        assertThat(repository.list("foldkill/compacted")).isNotEmpty().noneMatch(path -> path.endsWith(".json"));
        assertThat(new CompactedRuns(repository).of("foldkill")).isEmpty();
        try (var _ = new ChildService(place, log, "", 384, AT_ONCE)) {
            assertThat(Foreign.eventsOf(compact.getId()).getLast().getSucceeded())
                    .isNotNull();
            assertThat(new CompactedRuns(repository).of("foldkill"))
                    .isNotEmpty()
                    .allMatch(one -> one.pays());
            MaintenanceCommand verify =
                    Foreign.command("foldkill", command -> command.setVerify(new VerifyCommand(null)));
            Foreign.publish(verify);
            assertThat(Foreign.eventsOf(verify.getId()).getLast().getSucceeded())
                    .isNotNull();
            MaintenanceCommand restore = Foreign.command(
                    "foldkill",
                    command -> command.setRestore(RestoreCommand.newBuilder()
                            .setLatest(true)
                            .setInto("foldkill_latest")
                            .build()));
            Foreign.publish(restore);
            assertThat(Foreign.eventsOf(restore.getId()).getLast().getSucceeded())
                    .isNotNull();
            assertThat(psql("foldkill_latest", "-c", ROWS)).isEqualTo(psql("foldkill", "-c", ROWS));
        }
    }
}
