package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The joint of base and log: a database changed all the time comes back as it was just before one transaction. */
class JointIT {
    private static final String DIGEST = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM pages t";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                "joint",
                """
                CREATE TABLE pages (id serial PRIMARY KEY, url text NOT NULL, body text, score double precision, seen timestamptz,
                                    price numeric(10,3), raw bytea, tags text[], meta jsonb, gone interval, day date)""",
                """
                INSERT INTO pages (url, body, score, seen, price, raw, tags, meta, gone, day)
                SELECT 'https://example.org/' || i, string_agg(md5(i::text || j::text), ''), i / 7.0, now(), i / 3.0, decode(md5(i::text), 'hex'),
                       ARRAY['a', NULL, 'b "quoted"'], jsonb_build_object('i', i), i * interval '1 second', date '2020-01-01' + i % 1000
                FROM generate_series(1, 4000) i, generate_series(1, 1 + i % 90) j GROUP BY i""",
                "CREATE INDEX pages_url ON pages (url)",
                "CREATE TABLE domains (id int PRIMARY KEY, name text UNIQUE)",
                "INSERT INTO domains SELECT i, 'd' || i FROM generate_series(1, 50) i");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_restore_to_just_before_a_transaction_gives_exactly_the_rows_of_that_moment() throws Exception {
        String before;
        long xid;
        try (var writer = new Writer("joint", 42)) {
            Awaitility.await().until(() -> writer.committed() > 50);
            OperationEvent backup = service.command(
                    "joint",
                    command -> command.setBackup(
                            BackupCommand.newBuilder().setType(BackupType.FULL).build()));
            assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
            long soFar = writer.committed();
            Awaitility.await().until(() -> writer.committed() > soFar + 300);
            String wreck = psql(
                    "joint",
                    "-c",
                    "BEGIN; LOCK TABLE pages, domains IN SHARE ROW EXCLUSIVE MODE;",
                    "-c",
                    DIGEST,
                    "-c",
                    "SELECT pg_current_xact_id()",
                    "-c",
                    "DELETE FROM pages; DROP TABLE domains; COMMIT");
            String[] lines = wreck.strip().split("\n");
            before = lines[0];
            xid = Long.parseLong(lines[1]);
            Awaitility.await().until(() -> writer.committed() > soFar + 350);
        }

        OperationEvent restored = service.command(
                "joint",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBeforeXid(xid)
                        .setInto("joint_back")
                        .setVerify(true)
                        .build()));

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(psql("joint_back", "-c", DIGEST).strip()).isEqualTo(before);
        assertThat(psql("joint_back", "-c", "SELECT count(*) FROM domains").strip())
                .isEqualTo("50");
        assertThat(psql("joint_back", "-c", "SELECT nextval('pages_id_seq') > (SELECT max(id) FROM pages)")
                        .strip())
                .isEqualTo("t");
    }
}
