package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.schema.SchemaVersions;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores go over changes of the schema without a new base, to any moment before, between and after them. */
class SchemaChangesIT {
    private static final String DB = "shapes";

    /** What every table holds and looks like: one line each, under the names of the moment. */
    private static final String STATE = """
            SELECT format('%s.%s(%s): %s', n.nspname, c.relname,
                     (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, ', ' ORDER BY a.attnum)
                      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                     (xpath('/row/x/text()', query_to_xml(format('SELECT count(*) || '' '' || coalesce(md5(string_agg(t::text, ''~'' ORDER BY t::text COLLATE "C")), '''') AS x FROM ONLY %I.%I t', n.nspname, c.relname), false, true, '')))[1])
                   || coalesce(' ' || (SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), '; ' ORDER BY conname) FROM pg_constraint WHERE conrelid = c.oid), '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ('public', 'other') ORDER BY 1""";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                DB,
                "CREATE TABLE pages (id int PRIMARY KEY, url text, body text, seen timestamptz)",
                "ALTER TABLE pages ALTER body SET STORAGE EXTERNAL",
                "INSERT INTO pages SELECT i, 'u' || i, repeat(md5(i::text), 100), now() FROM generate_series(1, 300) i",
                "CREATE TYPE mood AS ENUM ('glad', 'sad')",
                "CREATE TABLE moods (id int PRIMARY KEY, mood mood)",
                "INSERT INTO moods VALUES (1, 'glad'), (2, 'sad')",
                "CREATE TABLE whole (a int, b text)",
                "ALTER TABLE whole REPLICA IDENTITY FULL",
                "INSERT INTO whole VALUES (1, 'x'), (1, 'x'), (2, NULL)",
                "CREATE TABLE logs (id int, day date, t text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
                "CREATE TABLE logs_20 PARTITION OF logs FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
                "INSERT INTO logs SELECT i, date '2020-01-01' + i, 't' FROM generate_series(1, 50) i",
                "CREATE TABLE passing (id int PRIMARY KEY, x text)",
                "INSERT INTO passing SELECT i, 'x' FROM generate_series(1, 20) i",
                "CREATE TABLE nokey (x int)",
                "INSERT INTO nokey VALUES (1), (2)");
        assertThat(backup(BackupType.FULL).getSucceeded()).isNotNull();
    }

    @AfterAll
    static void stop() {
        service.remove(DB);
        service.close();
    }

    private static OperationEvent backup(BackupType type) {
        return service.command(
                DB,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    private static OperationEvent restore(String into, Consumer<RestoreCommand.Builder> target) {
        return service.command(DB, command -> {
            var wish = RestoreCommand.newBuilder().setInto(into).setVerify(true);
            target.accept(wish);
            command.setRestore(wish.build());
        });
    }

    /** Runs each statement for itself; returns the LSN of the moment after. */
    private static String after(String... statements) throws IOException {
        for (String statement : statements) {
            psql(DB, "-c", statement);
        }
        OperationEvent sealed = backup(BackupType.INCREMENTAL);
        assertThat(sealed.getSucceeded()).as("%s", sealed).isNotNull();
        return sealed.getSucceeded().getDetails().getOrDefault("lsn", "");
    }

    /** The same once the schema has been read with the last of its changes. */
    private static String read(String... statements) throws IOException {
        String lsn = after(statements);
        long last = service.bean(Segments.class).of(DB).stream()
                .flatMap(segment -> segment.ddl().stream())
                .max(Comparator.comparingLong(Segment.SchemaChange::lsn))
                .orElseThrow()
                .xid();
        var versions = service.bean(SchemaVersions.class);
        Awaitility.await("the schema is read after " + List.of(statements)).until(() -> versions.of(DB).stream()
                .anyMatch(version -> version.visible().sees(last)));
        return lsn;
    }

    @Test
    void every_moment_before_between_and_after_changes_of_shape_comes_back() throws Exception {
        Map<String, String> moments = new LinkedHashMap<>();
        Map<String, String> states = new LinkedHashMap<>();
        var step = new Object() {
            void done(String name, String lsn) throws IOException {
                moments.put(name, lsn);
                states.put(name, psql(DB, "-c", STATE));
            }
        };

        step.done(
                "rows", after("UPDATE pages SET url = 'changed' WHERE id % 10 = 1", "DELETE FROM pages WHERE id = 7"));
        step.done(
                "added",
                read(
                        "INSERT INTO pages VALUES (1001, 'before', 'x', now())",
                        "ALTER TABLE pages ADD priority int NOT NULL DEFAULT 5, ADD note text DEFAULT 'a\tb\\c'; ALTER TABLE whole ADD c int DEFAULT 9",
                        "INSERT INTO pages (id, url) VALUES (1002, 'after'); UPDATE pages SET priority = 1 WHERE id % 10 = 2",
                        "DELETE FROM whole WHERE ctid = (SELECT ctid FROM whole WHERE a = 1 LIMIT 1); INSERT INTO whole VALUES (3, 'y', 1); UPDATE whole SET b = 'z' WHERE a = 2"));
        step.done(
                "renamed",
                read(
                        "BEGIN; UPDATE pages SET note = 'old name' WHERE id = 3; ALTER TABLE pages RENAME note TO remark; UPDATE pages SET remark = 'new name' WHERE id = 4; COMMIT",
                        "ALTER TABLE pages RENAME id TO page_id; ALTER TABLE pages RENAME TO sites",
                        "UPDATE sites SET page_id = 5000 WHERE page_id = 5; UPDATE sites SET url = url || '!' WHERE page_id % 7 = 0"));
        step.done(
                "dropped",
                read(
                        "CREATE SCHEMA other; ALTER TABLE sites SET SCHEMA other; ALTER TABLE other.sites DROP COLUMN body",
                        "UPDATE other.sites SET priority = priority + 1 WHERE page_id % 3 = 0; ALTER TABLE whole DROP COLUMN b",
                        "INSERT INTO whole VALUES (4, 4); DELETE FROM whole WHERE a = 2"));
        step.done(
                "type",
                read(
                        "ALTER TABLE other.sites ALTER page_id TYPE bigint, ALTER priority TYPE text USING 'p' || priority",
                        "UPDATE other.sites SET priority = 'high' WHERE page_id % 11 = 0; DELETE FROM other.sites WHERE page_id = 5000"));
        step.done(
                "strict",
                read(
                        "ALTER TABLE moods ADD weight int",
                        "INSERT INTO moods VALUES (3, 'sad', 3)",
                        "UPDATE moods SET weight = id WHERE weight IS NULL",
                        "ALTER TABLE moods ALTER weight SET NOT NULL, ADD CONSTRAINT heavy CHECK (weight > 0)",
                        "ALTER TYPE mood ADD VALUE 'calm' BEFORE 'sad'",
                        "INSERT INTO moods VALUES (4, 'calm', 4)"));
        step.done(
                "made",
                read(
                        "BEGIN; CREATE TABLE made (id serial PRIMARY KEY, t text); INSERT INTO made (t) VALUES ('in the same transaction'); COMMIT",
                        "INSERT INTO made (t) VALUES ('later')",
                        "CREATE TABLE copied AS SELECT page_id AS id, url FROM other.sites WHERE page_id < 50",
                        "ALTER TABLE copied ADD PRIMARY KEY (id)",
                        "DELETE FROM copied WHERE id < 10; UPDATE copied SET url = NULL WHERE id = 20",
                        "ALTER TABLE nokey ADD PRIMARY KEY (x)",
                        "INSERT INTO nokey VALUES (3)"));
        step.done(
                "partitions",
                read(
                        "CREATE TABLE logs_21 PARTITION OF logs FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
                        "INSERT INTO logs SELECT i, date '2021-01-01' + i, 'u' FROM generate_series(1, 20) i; UPDATE logs SET day = '2021-06-01' WHERE id = 3 AND day < '2021-01-01'",
                        "ALTER TABLE logs DETACH PARTITION logs_20",
                        "UPDATE logs_20 SET t = 'detached' WHERE id < 5; ALTER TABLE logs_20 RENAME TO archive_20",
                        "ALTER TABLE logs ADD more int DEFAULT 1; CREATE TABLE logs_22 (id int NOT NULL, day date NOT NULL, t text, more int, PRIMARY KEY (id, day)); INSERT INTO logs_22 VALUES (1, '2022-02-02', 'x', 2)",
                        "ALTER TABLE logs ATTACH PARTITION logs_22 FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')",
                        "INSERT INTO logs VALUES (2, '2022-03-03', 'y', 3)"));
        step.done(
                "again",
                read(
                        "DROP TABLE made; CREATE TABLE made (name text PRIMARY KEY, n int); INSERT INTO made VALUES ('another', 1)",
                        "DROP TABLE moods; TRUNCATE copied; INSERT INTO copied VALUES (1, 'new')"));
        step.done(
                "key",
                read(
                        "ALTER TABLE other.sites ADD code text; UPDATE other.sites SET code = 'c' || page_id",
                        "ALTER TABLE other.sites DROP CONSTRAINT pages_pkey, ADD PRIMARY KEY (code)",
                        "UPDATE other.sites SET url = 'by code' WHERE code = 'c12'; DELETE FROM other.sites WHERE code = 'c13'",
                        "ALTER TABLE other.sites DROP COLUMN page_id",
                        "UPDATE other.sites SET code = 'moved' WHERE code = 'c14'"));
        step.done(
                "passing",
                read(
                        "ALTER TABLE passing ADD code text; UPDATE passing SET code = 'c' || id",
                        "ALTER TABLE passing DROP CONSTRAINT passing_pkey, ADD PRIMARY KEY (code)",
                        "UPDATE passing SET x = 'by code' WHERE code = 'c2'; DELETE FROM passing WHERE code = 'c3'",
                        "ALTER TABLE passing DROP CONSTRAINT passing_pkey, ADD PRIMARY KEY (id); ALTER TABLE passing DROP COLUMN code",
                        "UPDATE passing SET x = 'by id' WHERE id = 4"));

        for (String name : moments.keySet()) {
            OperationEvent restored =
                    restore("shapes_" + name, wish -> wish.setLatest(true).setLsn(moments.get(name)));

            assertThat(restored.getSucceeded()).as("%s: %s", name, restored).isNotNull();
            assertThat(psql("shapes_" + name, "-c", STATE)).as(name).isEqualTo(states.get(name));
        }
    }

    @Test
    void a_restore_to_now_right_after_a_change_waits_until_the_schema_is_read() throws Exception {
        psql(DB, "-c", "CREATE TABLE just_now (id int PRIMARY KEY); INSERT INTO just_now VALUES (1), (2)");

        OperationEvent restored =
                restore("shapes_now", wish -> wish.setLatest(true).setTables(List.of("just_now")));

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(psql("shapes_now", "-c", "SELECT count(*) FROM just_now").strip())
                .isEqualTo("2");
    }

    @Test
    void a_large_table_written_anew_is_refused_by_name_from_there_on_and_restored_before() throws Exception {
        String before = read(
                "CREATE TABLE large (id int PRIMARY KEY, t text)",
                "INSERT INTO large SELECT i, repeat(md5(i::text), 40) FROM generate_series(1, 30000) i");
        String after = read("ALTER TABLE large ALTER id TYPE bigint", "INSERT INTO large VALUES (0, 'x')");

        OperationEvent refused =
                restore("shapes_large", wish -> wish.setLatest(true).setLsn(after));
        OperationEvent others = restore(
                "shapes_others", wish -> wish.setLatest(true).setLsn(after).setTables(List.of("pages_of_others")));
        OperationEvent restored = restore(
                "shapes_small", wish -> wish.setLatest(true).setLsn(before).setTables(List.of("large")));

        assertThat(refused.getFailed().getReason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(refused.getFailed().getMessage())
                .contains("public.large cannot be followed")
                .contains("its rows were written anew by ALTER TABLE");
        assertThat(others.getFailed().getReason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(psql("shapes_small", "-c", "SELECT count(*) FROM large").strip())
                .isEqualTo("30000");
        psql(DB, "-c", "DROP TABLE large");
    }
}
