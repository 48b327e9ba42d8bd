package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CatalogRebuildCommand;
import io.chronoops.ops.ExportCommand;
import io.chronoops.ops.Failed;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.VerifyCommand;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What backups hold, how they come back without us, and how every failure is named. */
class BackupsIT {
    private static final String ODD = "Ödd \"näme\". 🐘";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                "backups",
                "CREATE TABLE parent (id int PRIMARY KEY, x text)",
                "CREATE TABLE child (id serial PRIMARY KEY, parent_id int REFERENCES parent (id), twice int GENERATED ALWAYS AS (parent_id * 2) STORED)",
                "CREATE TABLE part (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2026-07-01')",
                "CREATE TABLE part_b PARTITION OF part FOR VALUES FROM ('2026-07-01') TO ('2027-01-01')",
                "CREATE TABLE \"" + ODD.replace("\"", "\"\"") + "\" (\"a b\" int PRIMARY KEY, \"c\"\"d\" text)",
                "CREATE TABLE empty (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)",
                "CREATE MATERIALIZED VIEW counts AS SELECT count(*) FROM parent",
                "INSERT INTO parent SELECT i, CASE WHEN i % 3 = 0 THEN NULL WHEN i % 3 = 1 THEN '' ELSE E'tab\\tback\\\\slash\\n' END FROM generate_series(1, 500) i",
                "INSERT INTO child (parent_id) SELECT i FROM generate_series(1, 500) i",
                "INSERT INTO part SELECT i, date '2026-01-01' + i FROM generate_series(1, 300) i",
                "INSERT INTO \"" + ODD.replace("\"", "\"\"") + "\" VALUES (1, 'x')",
                "REFRESH MATERIALIZED VIEW counts");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static OperationEvent backup(BackupType type, String... tables) {
        return service.command(
                "backups",
                command -> command.setBackup(BackupCommand.newBuilder()
                        .setType(type)
                        .setTables(List.of(tables))
                        .build()));
    }

    private static String id(OperationEvent backup) {
        assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
        return backup.getSucceeded().getDetails().getOrDefault("backupId", "");
    }

    private static Path place(String id) {
        return folder.resolve("repository/backups/backups").resolve(id);
    }

    private static final String CONTENT = "SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM %s t";

    private static String content(String database) throws IOException {
        return psql(
                database,
                "-c",
                CONTENT.formatted("parent"),
                "-c",
                CONTENT.formatted("child"),
                "-c",
                CONTENT.formatted("part"),
                "-c",
                "SELECT * FROM \"" + ODD.replace("\"", "\"\"") + "\"",
                "-c",
                "SELECT * FROM counts",
                "-c",
                "SELECT last_value FROM child_id_seq");
    }

    @Test
    void a_full_backup_comes_back_equal_with_its_own_script_alone() throws Exception {
        String id = id(backup(BackupType.FULL));
        psql("backups", "-c", "CREATE DATABASE by_script TEMPLATE template0");

        var script = new ProcessBuilder("sh", place(id).resolve("restore.sh").toString(), "by_script")
                .redirectErrorStream(true);
        script.environment().put("PGHOST", Stack.shared().operated().host());
        script.environment()
                .put("PGPORT", String.valueOf(Stack.shared().operated().port()));
        script.environment().put("PGUSER", Stack.shared().operated().superuser());
        script.environment()
                .put(
                        "PGPASSWORD",
                        Stack.shared()
                                .operated()
                                .password(Stack.shared().operated().superuser()));
        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(content("by_script")).isEqualTo(content("backups"));
    }

    @Test
    void a_restored_backup_is_equal_in_rows_and_in_schema() throws Exception {
        String id = id(backup(BackupType.FULL));

        OperationEvent restored = service.command(
                "backups",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(id)
                        .setInto("by_service")
                        .setVerify(true)
                        .build()));

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(content("by_service")).isEqualTo(content("backups"));
    }

    @Test
    void schema_data_and_table_backups_hold_what_they_say() throws Exception {
        assertThat(place(id(backup(BackupType.SCHEMA))).resolve("data")).doesNotExist();
        assertThat(place(id(backup(BackupType.DATA))).resolve("pre-data.sql")).doesNotExist();
        Path one = place(id(backup(BackupType.FULL, "parent")));
        try (var tables = Files.list(one.resolve("data"))) {
            assertThat(tables).extracting(path -> path.getFileName().toString()).containsExactly("public.parent");
        }
        OperationEvent wrong = backup(BackupType.FULL, "no_such_table");
        assertThat(wrong.getFailed().getReason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(wrong.getFailed().getMessage()).contains("no_such_table");
    }

    @Test
    void verification_names_a_flipped_byte_a_truncated_file_and_a_missing_one() throws Exception {
        String flipped = id(backup(BackupType.FULL));
        Path file = chunk(flipped);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        String cut = id(backup(BackupType.FULL));
        byte[] whole = Files.readAllBytes(chunk(cut));
        Files.write(chunk(cut), java.util.Arrays.copyOf(whole, whole.length - 5), StandardOpenOption.TRUNCATE_EXISTING);
        String missing = id(backup(BackupType.FULL));
        Files.delete(chunk(missing));
        String good = id(backup(BackupType.FULL));

        assertThat(verification(flipped).getReason()).isEqualTo(Reason.CORRUPT);
        assertThat(verification(cut).getMessage()).contains("0001.copy.gz");
        assertThat(verification(missing).getMessage()).contains("is missing");
        OperationEvent fine = service.command("backups", command -> command.setVerify(new VerifyCommand(good)));
        assertThat(fine.getSucceeded()).as("%s", fine).isNotNull();
        OperationEvent refused = service.command(
                "backups",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(flipped)
                        .setInto("from_damage")
                        .build()));
        assertThat(refused.getFailed().getReason()).isEqualTo(Reason.CORRUPT);
        assertThat(psql("backups", "-c", "SELECT count(*) FROM pg_database WHERE datname = 'from_damage'")
                        .strip())
                .isEqualTo("0");
    }

    private static Path chunk(String id) {
        return place(id).resolve("data/public.parent/0001.copy.gz");
    }

    private static Failed verification(String id) {
        OperationEvent event = service.command("backups", command -> command.setVerify(new VerifyCommand(id)));
        assertThat(event.getFailed()).as("%s", event).isNotNull();
        return event.getFailed();
    }

    @Test
    void the_catalogue_is_made_anew_from_the_repository_alone() {
        id(backup(BackupType.FULL));
        id(backup(BackupType.INCREMENTAL));
        Backups catalogue = service.bean(Backups.class);
        List<Backup> before = catalogue.list("backups");
        before.forEach(backup -> catalogue.remove(backup.id()));

        OperationEvent rebuilt =
                service.command("backups", command -> command.setCatalogRebuild(new CatalogRebuildCommand(false)));

        assertThat(rebuilt.getSucceeded()).as("%s", rebuilt).isNotNull();
        assertThat(catalogue.list("backups")).isEqualTo(before);
    }

    @Test
    void an_exported_backup_is_one_file_that_psql_reads_alone() throws Exception {
        String id = id(backup(BackupType.FULL));
        Path file = folder.resolve("out/backup.sql.gz");

        OperationEvent exported = service.command(
                "backups",
                command -> command.setExport(ExportCommand.newBuilder()
                        .setBackupId(id)
                        .setFile(file.toString())
                        .build()));

        assertThat(exported.getSucceeded()).as("%s", exported).isNotNull();
        psql("backups", "-c", "CREATE DATABASE from_export TEMPLATE template0");
        Path plain = folder.resolve("backup.sql");
        assertThat(new ProcessBuilder("gunzip", "-c", file.toString())
                        .redirectOutput(plain.toFile())
                        .start()
                        .waitFor())
                .isZero();
        psql("from_export", "-q", "-v", "ON_ERROR_STOP=1", "-f", plain.toString());
        assertThat(content("from_export")).isEqualTo(content("backups"));
    }

    @Test
    void a_restore_into_a_database_that_is_there_is_refused_and_leaves_it_alone() throws Exception {
        String id = id(backup(BackupType.FULL));
        psql("backups", "-c", "CREATE DATABASE theirs OWNER restore_user");

        OperationEvent refused = service.command(
                "backups",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(id)
                        .setInto("theirs")
                        .build()));

        assertThat(refused.getFailed().getMessage()).contains("a database theirs is there already");
        assertThat(psql("backups", "-t", "-A", "-c", "SELECT count(*) FROM pg_database WHERE datname = 'theirs'")
                        .strip())
                .isEqualTo("1");
    }

    @Test
    void some_tables_are_no_base_and_come_back_alone() throws Exception {
        String full = id(backup(BackupType.FULL));
        String some = id(backup(BackupType.FULL, "parent"));

        OperationEvent latest = restore(command -> command.setLatest(true).setInto("from_latest"));
        OperationEvent alone = restore(command -> command.setBackupId(some).setInto("from_some"));

        OperationEvent child = restore(command -> command.setBackupId(full)
                .setTables(List.of("child"))
                .setInto("child_alone")
                .setVerify(true));

        assertThat(child.getSucceeded()).as("%s", child).isNotNull();
        assertThat(child.getSucceeded().getDetails().toString()).contains("left out: fk constraint public.child");
        assertThat(latest.getSucceeded().getDetails()).containsEntry("backupId", full);
        assertThat(alone.getSucceeded()).as("%s", alone).isNotNull();
        assertThat(psql("from_some", "-t", "-A", "-c", "SELECT count(*) FROM parent")
                        .strip())
                .isEqualTo("500");
    }

    private static OperationEvent restore(Consumer<RestoreCommand.Builder> wish) {
        var restore = RestoreCommand.newBuilder();
        wish.accept(restore);
        return service.command("backups", command -> command.setRestore(restore.build()));
    }

    @Test
    void a_wrong_password_is_named_and_leaves_nothing_behind() throws Exception {
        Path secret = Stack.shared().secretsDir().resolve("backups/backup_user");
        String right = Files.readString(secret);
        try {
            Files.writeString(secret, "wrong");
            OperationEvent refused = backup(BackupType.SCHEMA);

            assertThat(refused.getFailed().getReason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(refused.getFailed().getMessage()).contains("backup_user");
            assertThat(place(refused.getOperationId())).doesNotExist();
        } finally {
            Files.writeString(secret, right);
        }
    }

    @Test
    void a_full_repository_is_named_and_no_half_made_backup_counts() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", small.toString())
                        .start()
                        .waitFor())
                .as("mounting a tmpfs needs root")
                .isZero();
        service.close(); // of two instances either may take the command up
        try (var full = new RunningService(
                small.resolve("repository"), "--chronoops.archive.work=" + folder.resolve("work2"))) {
            OperationEvent failed = full.command(
                    "backups",
                    command -> command.setBackup(BackupCommand.newBuilder()
                            .setType(BackupType.FULL)
                            .setCodec("none")
                            .build()));

            assertThat(failed.getFailed()).as("%s", failed).isNotNull();
            assertThat(failed.getFailed().getReason()).isEqualTo(Reason.REPOSITORY_FULL);
            assertThat(small.resolve("repository/backups/backups").resolve(failed.getOperationId()))
                    .doesNotExist();
        } finally {
            new ProcessBuilder("umount", "-l", small.toString()).start().waitFor();
            service = new RunningService(folder.resolve("repository"));
        }
    }
}
