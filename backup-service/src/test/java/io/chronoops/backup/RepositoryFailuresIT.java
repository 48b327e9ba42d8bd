package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.ExportCommand;
import io.chronoops.ops.Failed;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.VerifyCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a backup is found by whoever reads it, whichever file it is in: named, and no database is left behind. */
class RepositoryFailuresIT {
    private static final String KEY = "2026-11 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";
    private static final String OTHER_KEY = "2027-01 MTAyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = with(KEY);
        service.operate(
                "damaged",
                "CREATE TABLE pages (id int PRIMARY KEY CHECK (id > 0), body text)",
                "INSERT INTO pages SELECT i, repeat(md5(i::text), 32) FROM generate_series(1, 4000) i");
    }

    private static RunningService with(String key) throws IOException {
        Path keys = folder.resolve("keys");
        Files.writeString(keys, key);
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        return new RunningService(folder.resolve("repository"), "--chronoops.repository.encryption.keys-file=" + keys);
    }

    @AfterAll
    static void stop() {
        service.remove("damaged");
        service.close();
    }

    private static Path backup(String codec, boolean encrypt) {
        OperationEvent backup = service.command(
                "damaged",
                command -> command.setBackup(BackupCommand.newBuilder()
                        .setType(BackupType.FULL)
                        .setCodec(codec)
                        .setEncrypt(encrypt)
                        .build()));
        assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
        return folder.resolve("repository/damaged/backups").resolve(backup.getOperationId());
    }

    private static Failed restore(Path backup) throws IOException {
        OperationEvent end = service.command(
                "damaged",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(backup.getFileName().toString())
                        .setInto("from_damage")
                        .build()));
        assertThat(end.getFailed()).as("%s", end).isNotNull();
        assertThat(psql("damaged", "-c", "SELECT count(*) FROM pg_database WHERE datname = 'from_damage'")
                        .strip())
                .isEqualTo("0");
        return end.getFailed();
    }

    private static Failed verify(Path backup) {
        OperationEvent end = service.command(
                "damaged",
                command ->
                        command.setVerify(new VerifyCommand(backup.getFileName().toString())));
        assertThat(end.getFailed()).as("%s", end).isNotNull();
        return end.getFailed();
    }

    private static Failed export(Path backup) {
        OperationEvent end = service.command(
                "damaged",
                command -> command.setExport(ExportCommand.newBuilder()
                        .setBackupId(backup.getFileName().toString())
                        .build()));
        assertThat(end.getFailed()).as("%s", end).isNotNull();
        assertThat(folder.resolve("repository/damaged/exports"))
                .satisfiesAnyOf(none -> assertThat(none).doesNotExist(), empty -> assertThat(empty)
                        .isEmptyDirectory());
        return end.getFailed();
    }

    private static void change(Path file, UnaryOperator<String> how) throws IOException {
        String before = Files.readString(file, StandardCharsets.ISO_8859_1);
        String after = how.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after, StandardCharsets.ISO_8859_1);
    }

    /** Each is still readable as what it is: nothing but its hash tells. */
    @ParameterizedTest
    @ValueSource(strings = {"pre-data.sql", "data/public.pages/0001.copy"})
    void a_bit_that_flipped_is_named_by_verify_restore_and_export(String file) throws Exception {
        Path backup = backup("none", false);
        change(backup.resolve(file), text -> file.endsWith("sql") ? text.replace("id > 0", "id > 8") : flipped(text));

        for (Failed failed : new Failed[] {verify(backup), restore(backup), export(backup)}) {
            assertThat(failed.getReason()).as("%s", failed).isEqualTo(Reason.CORRUPT);
            assertThat(failed.getMessage()).contains(file, "SHA-256 is not the recorded one");
            assertThat(failed.getMend()).contains("backup");
        }
    }

    private static String flipped(String text) {
        int at = text.length() / 2;
        return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-data.sql", "data/public.pages/0001.copy.gz"})
    void a_file_that_is_missing_is_named_by_verify_restore_and_export(String file) throws Exception {
        Path backup = backup("gzip:6", false);
        Files.delete(backup.resolve(file));

        for (Failed failed : new Failed[] {verify(backup), restore(backup), export(backup)}) {
            assertThat(failed.getReason()).as("%s", failed).isEqualTo(Reason.CORRUPT);
            assertThat(failed.getMessage()).contains(file, "is missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip:6", "zstd:3"})
    void a_file_cut_short_is_named_by_verify_restore_and_export(String codec) throws Exception {
        Path backup = backup(codec, false);
        Path file;
        try (var chunks = Files.list(backup.resolve("data/public.pages"))) {
            file = chunks.findFirst().orElseThrow();
        }
        change(file, text -> text.substring(0, text.length() / 2));

        for (Failed failed : new Failed[] {verify(backup), restore(backup), export(backup)}) {
            assertThat(failed.getReason()).as("%s", failed).isEqualTo(Reason.CORRUPT);
            assertThat(failed.getMessage()).contains(file.getFileName().toString(), "damaged");
        }
    }

    @Test
    void a_manifest_whose_bit_flipped_is_not_believed() throws Exception {
        Path backup = backup("gzip:6", false);
        change(backup.resolve("manifest.json"), text -> text.replaceFirst("\"lsn\" : (\\d+)\\d", "\"lsn\" : $17"));

        for (Failed failed : new Failed[] {verify(backup), restore(backup), export(backup)}) {
            assertThat(failed.getReason()).as("%s", failed).isEqualTo(Reason.CORRUPT);
            assertThat(failed.getMessage()).contains("manifest.json is damaged");
        }
        Files.delete(backup.resolve("manifest.json")); // restore.sh and the files are still there for a person
    }

    @Test
    void a_manifest_of_a_newer_version_is_named() throws Exception {
        Path backup = backup("gzip:6", false);
        Files.delete(backup.resolve("manifest.json.sha256"));
        change(backup.resolve("manifest.json"), text -> text.replaceFirst("\"format\" : 1", "\"format\" : 2")
                .replaceFirst("\"tables\" : \\[", "\"tables\" : \"in tables.json\", \"were\" : ["));

        for (Failed failed : new Failed[] {verify(backup), restore(backup), export(backup)}) {
            assertThat(failed.getReason()).as("%s", failed).isEqualTo(Reason.NEWER_FORMAT);
            assertThat(failed.getMessage()).contains("manifest.json has format 2; this version reads up to 1");
            assertThat(failed.getMend()).contains("newer version");
        }
        Files.delete(backup.resolve("manifest.json"));
    }

    @Test
    void a_key_that_is_not_there_is_named_and_the_backup_is_not_called_damaged() throws Exception {
        Path backup = backup("gzip:6", true);
        service.close();
        service = with(OTHER_KEY);
        try {
            for (Failed failed : new Failed[] {verify(backup), restore(backup), export(backup)}) {
                assertThat(failed.getReason()).as("%s", failed).isEqualTo(Reason.KEY_MISSING);
                assertThat(failed.getMessage()).contains("2026-11").doesNotContain("is damaged");
            }
        } finally {
            service.close();
            service = with(KEY + OTHER_KEY);
        }
        OperationEvent verified = service.command(
                "damaged",
                command ->
                        command.setVerify(new VerifyCommand(backup.getFileName().toString())));
        assertThat(verified.getSucceeded()).as("%s", verified).isNotNull();
    }

    @Test
    void a_server_whose_disk_is_full_is_named_and_the_half_filled_database_is_dropped() throws Exception {
        Path small = Files.createTempDirectory("chronoops-full-");
        Files.setPosixFilePermissions(small, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = Path.of(psql("postgres", "-c", "SHOW data_directory").strip());
        String owner = Files.getAttribute(data, "unix:uid").toString();
        assumeThat(program("mount", "-t", "tmpfs", "-o", "size=9m,mode=700,uid=" + owner, "tmpfs", small.toString()))
                .as("mounting a tmpfs needs root")
                .isZero();
        try {
            psql("damaged", "-c", "CREATE TABLESPACE narrow LOCATION '" + small + "'");
            psql("damaged", "-c", "GRANT CREATE ON TABLESPACE narrow TO PUBLIC");
            psql("damaged", "-c", "CREATE TABLE fits_once (id int PRIMARY KEY, b text) TABLESPACE narrow");
            psql(
                    "damaged",
                    "-c",
                    "INSERT INTO fits_once SELECT i, repeat(md5(i::text), 32) FROM generate_series(1, 5000) i");
            Path backup = backup("gzip:6", false);

            Failed failed = restore(backup);

            assertThat(failed.getReason()).as("%s", failed).isEqualTo(Reason.PRECONDITION);
            assertThat(failed.getMessage()).contains("No space left on device");
            assertThat(failed.getMend()).isEqualTo("free disk space at the server");
        } finally {
            psql("damaged", "-c", "DROP TABLE IF EXISTS fits_once");
            psql("damaged", "-c", "DROP TABLESPACE IF EXISTS narrow");
            program("umount", "-l", small.toString());
            Files.delete(small);
        }
    }

    private static int program(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }
}
