package io.chronoops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions of every shape come back from the log as they ended. On a server whose xids are about to wrap: the first test
 * that runs crosses the epoch.
 */
class CaptureTransactionsIT {
    private static final String NAME = "transactions";
    private static final long EPOCH = 1L << 32;

    @TempDir
    static Path folder;

    private static RunningService service;
    private static OtherServer server;
    private static int restores;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        server = new OtherServer("postgres-worn", List.of("max_prepared_transactions=5", "autovacuum=off"));
        server.age(EPOCH - 200);
        server.operate(
                service,
                NAME,
                NAME,
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent)",
                "CREATE TABLE part (id int, region text, v text, PRIMARY KEY (id, region)) PARTITION BY LIST (region)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES IN ('a')",
                "CREATE TABLE part_b PARTITION OF part FOR VALUES IN ('b')",
                "CREATE TABLE slots (id int PRIMARY KEY, v text)",
                "INSERT INTO slots SELECT i, 'of ' || i FROM generate_series(1, 9) i");
        backup(BackupType.FULL);
    }

    @AfterAll
    static void stop() {
        service.remove(NAME);
        service.close();
        server.close();
    }

    private static void run(String... sql) throws Exception {
        for (String one : sql) {
            server.psql(NAME, "-c", one);
        }
    }

    private static void backup(BackupType type) {
        OperationEvent backup = service.command(
                NAME,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
        assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
    }

    /** All of the log up to now comes back as the source is. */
    private static void comesBack() throws Exception {
        backup(BackupType.INCREMENTAL);
        String into = "back_" + restores++;
        OperationEvent restored = service.command(
                NAME,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setInto(into)
                        .setVerify(true)
                        .build()));

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        for (String table : List.of("t", "parent", "child", "part_a", "part_b", "slots")) {
            String rows = "SELECT t::text FROM " + table + " t ORDER BY t::text COLLATE \"C\"";
            assertThat(server.psql(into, "-c", rows)).as(table).isEqualTo(server.psql(NAME, "-c", rows));
        }
    }

    @Test
    void transactions_on_both_sides_of_the_wrap_of_the_xid_come_back() throws Exception {
        run("INSERT INTO t VALUES (100, 'before')");
        run("DO $$ BEGIN FOR i IN 1..400 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$");
        run("UPDATE t SET v = 'after' WHERE id = 100; INSERT INTO t VALUES (101, pg_current_xact_id()::text)");

        assertThat(Long.parseLong(
                        server.psql(NAME, "-c", "SELECT pg_current_xact_id()").strip()))
                .isGreaterThan(EPOCH);
        comesBack();
        backup(BackupType.FULL);
        run("DELETE FROM t WHERE id = 100", "INSERT INTO t VALUES (102, 'in the new epoch')");
        comesBack();
    }

    @Test
    void what_two_phases_commit_comes_back_and_what_they_roll_back_does_not() throws Exception {
        run("INSERT INTO t VALUES (1, 'x'), (2, 'y')");
        run(
                "BEGIN; UPDATE t SET v = 'prepared' WHERE id = 1; INSERT INTO t VALUES (3, 'two phases'); PREPARE TRANSACTION 'kept'");
        run("BEGIN; DELETE FROM t WHERE id = 2; PREPARE TRANSACTION 'dropped'");
        run("INSERT INTO t VALUES (4, 'between')", "COMMIT PREPARED 'kept'", "ROLLBACK PREPARED 'dropped'");

        comesBack();
    }

    @Test
    void what_was_prepared_before_a_base_and_committed_after_it_comes_back() throws Exception {
        run("BEGIN; INSERT INTO t VALUES (10, 'prepared before the base'); PREPARE TRANSACTION 'across'");
        backup(BackupType.FULL);
        run(
                "INSERT INTO t VALUES (11, 'after the base')",
                "COMMIT PREPARED 'across'",
                "UPDATE t SET v = v || '!' WHERE id IN (10, 11)");

        comesBack();
    }

    @Test
    void of_subtransactions_only_what_was_not_rolled_back_comes_back() throws Exception {
        run("""
                BEGIN; INSERT INTO t VALUES (20, 'a'); SAVEPOINT one; UPDATE t SET v = 'b' WHERE id = 20; SAVEPOINT two; DELETE FROM t WHERE id = 20;
                ROLLBACK TO two; INSERT INTO t VALUES (21, 'c'); RELEASE one; SAVEPOINT three; UPDATE t SET id = 22 WHERE id = 20; ROLLBACK TO three;
                UPDATE t SET id = 23 WHERE id = 21; COMMIT""");
        run("""
                DO $$ BEGIN
                  FOR i IN 1030..1230 LOOP
                    BEGIN
                      INSERT INTO t VALUES (i, 'sub');
                      IF i % 3 = 0 THEN RAISE EXCEPTION 'not this one'; END IF;
                    EXCEPTION WHEN raise_exception THEN INSERT INTO t VALUES (-i, 'caught');
                    END;
                  END LOOP;
                END $$""");

        comesBack();
    }

    @Test
    void the_applications_own_messages_disturb_nothing() throws Exception {
        run("""
                BEGIN; SELECT pg_logical_emit_message(true, 'app', 'first'); INSERT INTO t VALUES (300, 'x');
                SELECT pg_logical_emit_message(false, 'app', 'at once'); SELECT pg_logical_emit_message(true, 'app', 'ünd "last" 🐘'); COMMIT""");
        run(
                "BEGIN; INSERT INTO t VALUES (301, 'gone'); SELECT pg_logical_emit_message(false, 'app', E'stays \\\\x01'); ROLLBACK");
        run("SELECT pg_logical_emit_message(true, 'app', 'alone'); SELECT pg_logical_emit_message(false, 'app', '')");
        run("SELECT pg_logical_emit_message(true, 'chronoops.ddl', 'no JSON'); INSERT INTO t VALUES (302, 'y')");
        run("SELECT pg_logical_emit_message(true, 'bytes', '\\xff00fe'::bytea)");

        backup(BackupType.FULL); // the forged message counts as a change of every table
        run("UPDATE t SET v = 'z' WHERE id = 302");
        comesBack();
    }

    @Test
    void a_truncate_that_cascades_empties_all_tables_at_its_place() throws Exception {
        run(
                "INSERT INTO parent SELECT i FROM generate_series(1, 5) i; INSERT INTO child SELECT i, i FROM generate_series(1, 5) i");
        run(
                "BEGIN; INSERT INTO parent VALUES (6); INSERT INTO child VALUES (6, 6); TRUNCATE parent CASCADE; INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1); COMMIT");
        run("BEGIN; TRUNCATE parent, child RESTART IDENTITY; ROLLBACK", "UPDATE child SET parent = NULL");
        run(
                "INSERT INTO part VALUES (1, 'a', 'x'), (2, 'b', 'y')",
                "BEGIN; TRUNCATE part; INSERT INTO part VALUES (3, 'a', 'z'); COMMIT");

        comesBack();
    }

    @Test
    void rows_that_move_between_partitions_come_back_in_theirs() throws Exception {
        run(
                "INSERT INTO part SELECT i, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END, 'v' || i FROM generate_series(10, 30) i");
        run("UPDATE part SET region = CASE region WHEN 'a' THEN 'b' ELSE 'a' END WHERE id % 3 = 0");
        run(
                "BEGIN; UPDATE part SET region = 'a', id = id + 100 WHERE id < 15; UPDATE part SET region = 'b' WHERE id % 5 = 0; DELETE FROM part WHERE id = 111; COMMIT");

        comesBack();
    }

    @Test
    void keys_that_change_places_in_one_transaction_come_back() throws Exception {
        run(
                "BEGIN; UPDATE slots SET id = 100 WHERE id = 1; UPDATE slots SET id = 1 WHERE id = 2; UPDATE slots SET id = 2 WHERE id = 100; COMMIT");
        run("""
                BEGIN; UPDATE slots SET id = -id, v = v || ' moved' WHERE id IN (3, 4, 5); UPDATE slots SET id = 4 WHERE id = -3; UPDATE slots SET id = 5 WHERE id = -4;
                UPDATE slots SET id = 3 WHERE id = -5; DELETE FROM slots WHERE id = 4; INSERT INTO slots VALUES (4, 'new'); UPDATE slots SET id = 6000 WHERE id = 6; INSERT INTO slots VALUES (6, 'also new'); COMMIT""");

        comesBack();
    }
}
