package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.compaction.Compacted;
import io.chronoops.backup.compaction.CompactedRuns;
import io.chronoops.backup.repository.Repository;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CompactCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.VerifyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Many changes of few rows: folded beside the log, and as a differential backup. */
@TestMethodOrder(OrderAnnotation.class)
class CompactionIT {
    private static final int BATCHES = 8;
    private static final List<String> TABLES = List.of("hot", "bag", "cleared");

    @TempDir
    static Path folder;

    private static RunningService service;
    private static String inside = "";
    private static long insideXid;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(
                folder.resolve("repository"),
                "--chronoops.compaction.older-than=0s",
                "--chronoops.compaction.at-least=2");
        service.operate(
                "fold",
                "CREATE TABLE hot (id int PRIMARY KEY, n bigint DEFAULT 0, far text)",
                "ALTER TABLE hot ALTER far SET STORAGE EXTERNAL",
                "INSERT INTO hot SELECT i, 0, repeat(md5(i::text), 200) FROM generate_series(1, 50) i",
                "CREATE TABLE bag (a int, b text)",
                "ALTER TABLE bag REPLICA IDENTITY FULL",
                "INSERT INTO bag SELECT i % 5, 'x' FROM generate_series(1, 20) i",
                "CREATE TABLE cleared (id serial PRIMARY KEY, v text)",
                "INSERT INTO cleared (v) SELECT 'before' FROM generate_series(1, 10)");
        succeeded(backup(BackupType.FULL));
        for (int batch = 0; batch < BATCHES; batch++) {
            work(batch);
            if (batch == BATCHES / 2) {
                inside = digest("fold");
                insideXid = Long.parseLong(
                        psql("fold", "-c", "INSERT INTO cleared (v) VALUES ('later') RETURNING pg_current_xact_id()")
                                .trim());
            }
            succeeded(backup(BackupType.INCREMENTAL)); // seals a segment
        }
    }

    private static void work(int batch) throws IOException {
        psql("fold", "-c", """
                DO $$ BEGIN FOR i IN 1..60 LOOP
                  UPDATE hot SET n = n + 1, far = CASE WHEN id = i THEN repeat(md5(n::text), 200) ELSE far END;
                  COMMIT;
                END LOOP; END $$""");
        psql("fold", "-c", """
                UPDATE hot SET id = 1000 WHERE id = 1; UPDATE hot SET id = 1 WHERE id = 2; UPDATE hot SET id = 2 WHERE id = 1000;
                INSERT INTO bag VALUES (7, 'y'), (7, 'y'); DELETE FROM bag WHERE ctid = (SELECT min(ctid) FROM bag);
                TRUNCATE cleared; INSERT INTO cleared (v) VALUES ('batch %d')""".formatted(batch));
    }

    @AfterAll
    static void stop() {
        service.remove("fold");
        service.close();
    }

    private static OperationEvent backup(BackupType type) {
        return service.command(
                "fold",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    private static Map<String, String> succeeded(OperationEvent event) {
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
        return event.getSucceeded().getDetails();
    }

    private static OperationEvent restore(String into, Consumer<RestoreCommand.Builder> what) {
        var wish = RestoreCommand.newBuilder().setInto(into).setVerify(true);
        what.accept(wish);
        return service.command("fold", command -> command.setRestore(wish.build()));
    }

    private static String digest(String database) throws IOException {
        var digest = new StringBuilder();
        for (String table : TABLES) {
            digest.append(psql(
                    database,
                    "-c",
                    "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text COLLATE \"C\")) FROM " + table
                            + " t"));
        }
        return digest.toString();
    }

    private static List<Segment> log() throws IOException {
        return service.bean(Segments.class).of("fold");
    }

    private static List<Compacted> compacted() throws IOException {
        return new CompactedRuns(service.bean(Repository.class)).of("fold");
    }

    @Test
    @Order(1)
    void a_differential_backup_is_a_tenth_of_the_log_and_comes_back_as_the_same_rows() throws Exception {
        String rows = digest("fold");

        Map<String, String> taken = succeeded(backup(BackupType.DIFFERENTIAL));

        Backup differential = service.bean(Backups.class)
                .find(Objects.requireNonNull(taken.get("backupId")))
                .orElseThrow();
        long segments = log().stream().mapToLong(Segment::bytes).sum();
        System.out.printf("differential %,d bytes, segments %,d bytes%n", differential.bytes(), segments);
        assertThat(differential.type()).isEqualTo("differential");
        assertThat(differential.bytes()).isPositive().isLessThanOrEqualTo(segments / 10);
        succeeded(restore("fold_differential", wish -> wish.setBackupId(differential.id())));
        assertThat(digest("fold_differential")).isEqualTo(rows);
        succeeded(service.command("fold", command -> command.setVerify(new VerifyCommand(differential.id()))));
        OperationEvent elsewhen = restore(
                "fold_never", wish -> wish.setBackupId(differential.id()).setBeforeXid(insideXid));
        assertThat(elsewhen.getFailed().getMessage()).contains("it holds one moment");
    }

    @Test
    @Order(2)
    void folded_segments_are_read_in_the_place_of_the_log_and_every_moment_inside_comes_back_too() throws Exception {
        assertThat(succeeded(compact(true))).containsEntry("runs", "1");
        assertThat(compacted()).isEmpty();

        Map<String, String> done = succeeded(compact(false));
        Map<String, String> again = succeeded(compact(false));

        assertThat(done).containsEntry("runs", "1");
        assertThat(again).containsEntry("changes", "0"); // at most segments without a change, sealed meanwhile
        assertThat(compacted())
                .filteredOn(one -> one.changes() > 0)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.content().bytes() * 10).isLessThan(one.bytes());
                    assertThat(one.content().changes() * 10).isLessThan(one.changes());
                });
        Map<String, String> latest = succeeded(restore("fold_latest", wish -> wish.setLatest(true)));
        assertThat(digest("fold_latest")).isEqualTo(digest("fold"));
        assertThat(Long.parseLong(Objects.requireNonNull(latest.get("changes"))))
                .isLessThan(1_000);
        Map<String, String> within = succeeded(restore("fold_inside", wish -> wish.setBeforeXid(insideXid)));
        assertThat(digest("fold_inside")).isEqualTo(inside);
        assertThat(Long.parseLong(Objects.requireNonNull(within.get("changes"))))
                .isGreaterThan(1_000);
        succeeded(service.command("fold", command -> command.setVerify(new VerifyCommand(null))));
    }

    private static OperationEvent compact(boolean dryRun) {
        return service.command("fold", command -> command.setCompact(new CompactCommand(dryRun)));
    }

    @Test
    @Order(3)
    void a_folded_file_that_is_damaged_is_named_and_the_log_is_read_once_it_is_removed() throws Exception {
        String file = compacted().getFirst().content().file();
        Path content = folder.resolve("repository").resolve(file);
        byte[] bytes = Files.readAllBytes(content);
        bytes[bytes.length / 2] ^= 1;
        Files.write(content, bytes);

        OperationEvent verified = service.command("fold", command -> command.setVerify(new VerifyCommand(null)));
        OperationEvent failed = restore("fold_damaged", wish -> wish.setLatest(true));
        Files.delete(content);
        Files.delete(Path.of(content.toString().replace(".avro", ".json")));

        assertThat(verified.getFailed().getReason()).isEqualTo(Reason.CORRUPT);
        assertThat(failed.getFailed().getReason()).isEqualTo(Reason.CORRUPT);
        assertThat(failed.getFailed().getMessage()).contains(file);
        assertThat(failed.getFailed().getMend()).contains("remove it", "are read then");
        succeeded(restore("fold_again", wish -> wish.setLatest(true)));
        assertThat(digest("fold_again")).isEqualTo(digest("fold"));
    }

    @Test
    @Order(4)
    void a_differential_over_a_change_of_shape_is_refused_by_name() throws Exception {
        psql("fold", "-c", "ALTER TABLE hot ADD COLUMN late int");

        OperationEvent refused = backup(BackupType.DIFFERENTIAL);

        assertThat(refused.getFailed().getReason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(refused.getFailed().getMessage()).contains("ALTER TABLE of public.hot");
        assertThat(refused.getFailed().getMend()).contains("take a full backup");
    }
}
