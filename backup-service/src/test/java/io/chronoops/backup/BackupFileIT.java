package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CancelCommand;
import io.chronoops.ops.ExportCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form that a backup has as a file comes back the same; what is none, or not whole, is refused by name and leaves nothing. */
class BackupFileIT {
    @TempDir
    static Path folder;

    private static Path incoming;
    private static RunningService service;
    private static Faithful source;
    private static String backupId;

    @BeforeAll
    static void start() throws Exception {
        incoming = Files.createDirectory(folder.resolve("incoming"));
        service = new RunningService(folder.resolve("repository"), "--chronoops.restore.files=" + incoming);
        service.operate(
                "files",
                "CREATE SCHEMA \"odd \"\"schema.; \\.\"",
                "CREATE TABLE \"odd \"\"schema.; \\.\".\"Tübel; --'\" (\"a b\" int PRIMARY KEY, \"x\"\"y\" text, raw bytea)",
                """
                INSERT INTO "odd ""schema.; \\."."Tübel; --'" VALUES (1, '\\.', '\\x00ff5c2e0a'), (2, E'tab\\t line\\n\\\\. \\\\N', NULL),
                  (3, NULL, ''), (4, '', NULL), (5, '-- Name: x; Type: TABLE; Schema: public; Owner: y', NULL),
                  (6, 'grün 🐘 ; '' " $$', NULL), (7, repeat('lang ', 100000), NULL)""",
                "CREATE TYPE mood AS ENUM ('sad', 'it''s ok; fine')",
                "CREATE TABLE pages (id bigserial PRIMARY KEY, url text UNIQUE, m mood DEFAULT 'sad', j jsonb, t timestamptz DEFAULT '2026-01-01 10:00+02', n numeric, d double precision, twice int GENERATED ALWAYS AS (2) STORED, i int GENERATED ALWAYS AS IDENTITY)",
                "INSERT INTO pages (url, j, n, d) SELECT 'u' || i, jsonb_build_object('k;', i, 'q', E'\\n\\t\\\\'), i / 7.0, i / 7.0 FROM generate_series(1, 3000) i",
                "CREATE TABLE links (page bigint REFERENCES pages, at date) PARTITION BY RANGE (at)",
                "CREATE TABLE links_old PARTITION OF links FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
                "CREATE TABLE links_new PARTITION OF links DEFAULT",
                "CREATE INDEX ON links (at, page)",
                "INSERT INTO links SELECT i, date '2025-12-30' + i % 5 FROM generate_series(1, 500) i",
                "CREATE TABLE nothing ()",
                "CREATE VIEW busy AS SELECT page, count(*) FROM links GROUP BY page",
                "CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS pages, max(url) FROM pages",
                "CREATE FUNCTION f(x int) RETURNS text LANGUAGE plpgsql AS $_$ BEGIN IF x > 0 THEN RETURN $$;\\.$$ || '$1;'; END IF; RETURN E'\\';'; END; $_$",
                "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN 1 > 0 THEN 1 ELSE 2 END; SELECT 3; END",
                "CREATE FUNCTION h() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
                "CREATE TRIGGER t BEFORE INSERT ON pages FOR EACH ROW EXECUTE FUNCTION h()",
                "CREATE RULE r AS ON DELETE TO nothing DO INSTEAD (SELECT 1; SELECT 2)",
                "COMMENT ON TABLE pages IS 'it''s; \\connect postgres'",
                "GRANT SELECT ON pages TO readonly_user",
                "ALTER TABLE pages ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON pages USING (true)");
        source = Faithful.inside("files");
        OperationEvent backup = service.command(
                "files",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build()));
        assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
        backupId = backup.getOperationId();
    }

    @AfterAll
    static void stop() {
        service.remove("files");
        service.close();
    }

    @ParameterizedTest(name = "pg_dump {0}")
    @CsvSource({
        "-Fp, plain",
        "-Fp --create --clean --if-exists, whole",
        "-Fp --inserts --rows-per-insert=7, inserts",
        "-Fp --encoding=LATIN1 --exclude-table-data=odd*.*, latin1",
        "-Fc, custom",
        "-Fd -j2, directory",
        "-Ft, tar"
    })
    void what_pg_dump_makes_comes_back_as_it_was(String options, String name) throws Exception {
        Path file = dump(options, "dump-" + name);

        OperationEvent restored = restore(file, "files-" + name);

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        List<String> differences = source.differences(Faithful.inside("files-" + name));
        if (name.equals("latin1")) {
            assertThat(differences).singleElement().asString().contains("rows of \"odd");
        } else {
            assertThat(differences).isEmpty();
            assertThat(restored.getSucceeded().getDetails()).containsEntry("rows", "3507");
        }
        assertThat(restored.getSucceeded().getDetails().values().stream().filter(one -> one.startsWith("left out")))
                .as("a superuser's own, of our preparation")
                .allMatch(one -> one.contains("event trigger") || one.contains("chronoops"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void a_compressed_dump_comes_back_whatever_its_name(String how) throws Exception {
        Path file = incoming.resolve("compressed-" + how + ".dat");
        byte[] sql = Files.readAllBytes(dump("-Fp", "to-compress-" + how));
        try (OutputStream to = Files.newOutputStream(file);
                OutputStream out = how.equals("gz") ? new GZIPOutputStream(to) : new ZstdOutputStream(to)) {
            out.write(sql);
        }

        OperationEvent restored = restore(file, "files-" + how);

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(source.differences(Faithful.inside("files-" + how))).isEmpty();
    }

    @Test
    void an_export_comes_back_from_the_repositorys_own_folder() throws Exception {
        OperationEvent export = export();
        Path file = Path.of(export.getSucceeded().getDetails().get("file"));

        OperationEvent restored = restore(file, "files-export");

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(source.differences(Faithful.inside("files-export"))).isEmpty();
        assertThat(restored.getSucceeded().getDetails()).containsEntry("rows", "3507");
    }

    @Test
    void a_backups_folder_copied_from_elsewhere_comes_back_and_is_compared() throws Exception {
        Path copy = copyOfBackup("copied");

        OperationEvent restored = service.command(
                "files",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupFile(copy.resolve("manifest.json").toString())
                        .setInto("files-copied")
                        .setVerify(true)
                        .build()));

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(source.differences(Faithful.inside("files-copied"))).isEmpty();
        assertThat(restored.getSucceeded().getDetails()).containsEntry("verified", "true");
    }

    @Test
    void a_backups_folder_that_lacks_a_file_or_has_another_is_refused() throws Exception {
        Path copy = copyOfBackup("damaged");
        Path rows;
        try (var files = Files.walk(copy.resolve("data"))) {
            rows = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(rows);
        bytes[bytes.length / 2] ^= 1;
        Files.write(rows, bytes);
        refused(copy, Reason.CORRUPT, "is damaged");
        Files.delete(rows);
        refused(copy, Reason.CORRUPT, "is not there");
        Files.writeString(copy.resolve("manifest.json"), "{\"format\": 1, \"id\"");
        refused(copy, Reason.CORRUPT, "not readable as Manifest");
        Files.delete(copy.resolve("manifest.json"));
        refused(copy, Reason.INVALID, "neither a backup of ours that is whole nor one of pg_dump -Fd");
    }

    @Test
    void what_may_not_or_cannot_be_read_is_refused() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        refused(secret, Reason.NOT_ALLOWED, "is outside of the folders from which files may be restored: ");
        refused(folder.resolve("nothing"), Reason.NOT_ALLOWED, "is outside of the folders");
        refused(Files.createSymbolicLink(incoming.resolve("link"), secret), Reason.NOT_ALLOWED, "is outside");
        refused(incoming.resolve("nothing"), Reason.NOT_FOUND, "there is no file ");
        refused(Files.writeString(incoming.resolve("empty"), ""), Reason.INVALID, "is empty");
        refused(Files.writeString(incoming.resolve("text"), "SELECT 1;\n"), Reason.INVALID, "is of no known form");
        refused(
                Files.write(incoming.resolve("xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0}),
                Reason.INVALID,
                "is packed by xz");
        Path archive = dump("-Fd", "linked");
        Files.createSymbolicLink(archive.resolve("9999.dat"), secret);
        refused(archive, Reason.NOT_ALLOWED, "9999.dat is outside");
    }

    @Test
    void what_is_cut_short_is_refused_wherever_it_was_cut() throws Exception {
        String plain = Files.readString(dump("-Fp", "to-cut"));
        cut(
                "in-rows",
                plain.substring(0, plain.indexOf("\nu1") < 0 ? plain.indexOf("FROM stdin;") + 40 : 0),
                "within the rows");
        cut(
                "before-end",
                plain.substring(0, plain.indexOf("-- PostgreSQL database dump complete")),
                "it lacks its last line");
        cut("in-statement", plain.substring(0, plain.lastIndexOf("CREATE POLICY") + 9), "");
        for (String options : List.of("-Fc", "-Ft")) {
            Path whole = dump(options, "to-cut" + options);
            byte[] bytes = Files.readAllBytes(whole);
            refused(
                    Files.write(
                            incoming.resolve("cut" + options), java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3)),
                    Reason.CORRUPT,
                    "is cut short");
        }
        Path directory = dump("-Fd", "to-cut-directory");
        try (var files = Files.list(directory)) {
            Files.delete(files.filter(file -> file.toString().endsWith(".dat.gz"))
                    .findFirst()
                    .orElseThrow());
        }
        refused(directory, Reason.CORRUPT, "is cut short");
        byte[] export =
                Files.readAllBytes(Path.of(export().getSucceeded().getDetails().get("file")));
        refused(
                Files.write(incoming.resolve("export-cut"), java.util.Arrays.copyOf(export, export.length / 2)),
                Reason.CORRUPT,
                "is cut short");
    }

    private static void cut(String name, String sql, String said) throws Exception {
        refused(Files.writeString(incoming.resolve(name), sql), Reason.CORRUPT, said);
    }

    @Test
    void what_is_damaged_is_refused_without_a_word_of_its_rows() throws Exception {
        Path file = incoming.resolve("flipped.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(Files.readAllBytes(dump("-Fp", "to-flip")));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        refused(Files.write(file, bytes), Reason.CORRUPT, "is damaged");
        String plain = Files.readString(dump("-Fp", "to-break"));
        OperationEvent wrong = refused(
                Files.writeString(
                        incoming.resolve("rows"),
                        plain.replace("\nu77\t", "\n").replace("77\tu77\t", "se77cret\tu77\t")),
                Reason.CORRUPT,
                "the server refuses rows of public.pages");
        assertThat(wrong.getFailed().getMessage())
                .contains("line 77, column id")
                .doesNotContain("se77cret");
        refused(
                Files.writeString(incoming.resolve("syntax"), plain.replace("CREATE VIEW", "CREATE VEIW")),
                Reason.CORRUPT,
                "syntax error");
        byte[] custom = Files.readAllBytes(dump("-Fc", "to-flip-custom"));
        custom[custom.length - 200] ^= 0x55;
        refused(Files.write(incoming.resolve("flipped-custom"), custom), Reason.CORRUPT, "");
    }

    @Test
    void what_reaches_beyond_one_database_or_an_older_server_is_refused() throws Exception {
        String plain = Files.readString(dump("-Fp", "to-change"));
        refused(
                written("cluster", plain.replaceFirst("PostgreSQL database dump", "PostgreSQL database cluster dump")),
                Reason.INVALID,
                "pg_dumpall");
        refused(
                written("roles", plain.replaceFirst("CREATE TYPE", "CREATE ROLE bob;\nCREATE TYPE")),
                Reason.INVALID,
                "has a CREATE ROLE");
        refused(
                written("shell", plain.replaceFirst("CREATE TYPE", "\\\\! touch /tmp/never\nCREATE TYPE")),
                Reason.INVALID,
                "holds \\!, a command of psql");
        refused(
                written("connect", plain.replaceFirst("CREATE TYPE", "\\\\connect postgres\nCREATE TYPE")),
                Reason.INVALID,
                "connects to");
        refused(
                written("newer", plain.replaceFirst("database version \\d+", "database version 99")),
                Reason.PRECONDITION,
                "PostgreSQL 99");
        byte[] custom = Files.readAllBytes(dump("-Fc", "to-age"));
        custom[6] = 99; // the minor version of the archive's form
        refused(Files.write(incoming.resolve("newer-archive"), custom), Reason.NEWER_FORMAT, "newer pg_dump");
    }

    @Test
    void a_wish_that_makes_no_sense_is_rejected_at_once() throws Exception {
        Path file = dump("-Fp", "sense");
        for (RestoreCommand.Builder wish : List.of(
                RestoreCommand.newBuilder().setLatest(true),
                RestoreCommand.newBuilder().setBackupId("x"),
                RestoreCommand.newBuilder().setLsn("0/1"),
                RestoreCommand.newBuilder().setReplace(true))) {
            OperationEvent event = service.command(
                    "files",
                    command -> command.setRestore(
                            wish.setBackupFile(file.toString()).build()));
            assertThat(event.getRejected()).as("%s", event).isNotNull();
        }
        OperationEvent there = restore(file, "files");
        assertThat(there.getFailed().getMessage()).contains("a database files is there already");
        assertThat(source.differences(Faithful.inside("files"))).isEmpty();
    }

    @Tag("faults")
    @Test
    void killed_in_the_middle_it_starts_over() throws Exception {
        Path file = dump("-Fc", "to-kill");
        MaintenanceCommand command = Foreign.command(
                "files",
                builder -> builder.setRestore(RestoreCommand.newBuilder()
                        .setBackupFile(file.toString())
                        .setInto("files-killed")
                        .build()));
        service.close();
        try (var dying = child("file.loaded")) {
            Foreign.publish(command);
            dying.awaitDeath();
        }
        assertThat(exists("files-killed")).isTrue();
        try (var _ = child("")) {
            OperationEvent end = Foreign.eventsOf(command.getId()).getLast();
            assertThat(end.getSucceeded()).as("%s", end).isNotNull();
        }
        service = new RunningService(folder.resolve("repository"), "--chronoops.restore.files=" + incoming);

        assertThat(source.differences(Faithful.inside("files-killed"))).isEmpty();
    }

    @Test
    void cancelled_in_the_middle_it_leaves_nothing() throws Exception {
        String plain = Files.readString(dump("-Fp", "to-cancel"));
        Path file = written(
                "slow",
                plain.replaceFirst("CREATE TYPE", "SELECT pg_catalog.pg_sleep(0.1);\n".repeat(900) + "CREATE TYPE"));
        String id = service.publish(
                "files",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupFile(file.toString())
                        .setInto("files-cancelled")
                        .build()));
        Foreign.eventsUntil(event -> event.getOperationId().equals(id) && event.getProgress() != null);
        service.publish("files", command -> command.setCancel(new CancelCommand(id)));

        OperationEvent end = service.terminal(id);

        assertThat(end.getCancelled()).as("%s", end).isNotNull();
        assertThat(exists("files-cancelled")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Fp", "-Fc"})
    void large_objects_and_what_belongs_to_the_database_come_back(String format) throws Exception {
        String name = "files-large" + format;
        psql(
                "postgres",
                "-c",
                "CREATE DATABASE \"" + name + "\" OWNER chrono_scraper TEMPLATE template0 LC_COLLATE 'C'");
        psql(
                name,
                "-c",
                "SET ROLE chrono_scraper",
                "-c",
                "SELECT lo_from_bytea(4242, decode(repeat('5c00ff', 5000), 'hex'))");
        psql(name, "-c", "COMMENT ON DATABASE \"" + name + "\" IS 'it''s; DATABASE x'");
        psql(name, "-c", "ALTER DATABASE \"" + name + "\" SET work_mem = '7MB'");
        psql(name, "-c", "GRANT CREATE ON DATABASE \"" + name + "\" TO readonly_user");
        Path file = incoming.resolve("large" + format);
        Dumped.by(name, file, format, "--create");

        OperationEvent restored = restore(file, name + "-back");

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(Faithful.inside(name).differences(Faithful.inside(name + "-back")))
                .isEmpty();
        assertThat(Faithful.itself(name).differences(Faithful.itself(name + "-back")))
                .isEmpty();
    }

    @Test
    void an_empty_database_comes_back_empty() throws Exception {
        psql("postgres", "-c", "CREATE DATABASE \"files-empty\"");
        for (String format : List.of("-Fp", "-Fc")) {
            Path file = incoming.resolve("empty" + format);
            Dumped.by("files-empty", file, format);

            OperationEvent restored = restore(file, "files-empty" + format);

            assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
            assertThat(exists("files-empty" + format)).isTrue();
        }
    }

    private static ChildService child(String faultPoint) throws IOException {
        return new ChildService(
                folder.resolve("repository"),
                Path.of("target", "file-service.log"),
                faultPoint,
                384,
                "--chronoops.restore.files=" + incoming);
    }

    private static Path written(String name, String sql) throws IOException {
        return Files.writeString(incoming.resolve(name), sql);
    }

    private static OperationEvent refused(Path file, Reason reason, String said) throws IOException {
        OperationEvent event = restore(file, "files-refused");
        assertThat(event.getFailed()).as("%s", event).isNotNull();
        assertThat(event.getFailed().getMessage()).contains(said);
        assertThat(event.getFailed().getReason()).as("%s", event).isEqualTo(reason);
        assertThat(event.getFailed().getMend()).isNotEmpty();
        assertThat(exists("files-refused")).isFalse();
        return event;
    }

    private static boolean exists(String database) throws IOException {
        return psql("postgres", "-c", "SELECT count(*) FROM pg_database WHERE datname = '" + database + "'")
                .strip()
                .equals("1");
    }

    private static OperationEvent restore(Path file, String into) {
        return service.command(
                "files",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupFile(file.toString())
                        .setInto(into)
                        .build()));
    }

    private static OperationEvent export() {
        OperationEvent export = service.command(
                "files",
                command -> command.setExport(
                        ExportCommand.newBuilder().setBackupId(backupId).build()));
        assertThat(export.getSucceeded()).as("%s", export).isNotNull();
        return export;
    }

    private static Path copyOfBackup(String name) throws IOException {
        Path from = folder.resolve("repository/files/backups").resolve(backupId);
        Path to = incoming.resolve(name);
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }

    private static Path dump(String options, String name) throws IOException {
        Path file = incoming.resolve(name);
        Dumped.by("files", file, options.split(" "));
        return file;
    }
}
