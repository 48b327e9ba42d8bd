package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of every shape, changed at random, come back as they were at any moment, merged in a great many small parts. */
class NetEffectIT {
    private static final int MOMENTS = 6;
    private static final int TRANSACTIONS = 40;
    private static final int DIFFERENTIAL_EVERY = 3;
    private static final List<String> TABLES =
            List.of("always", "far", "bag", "part", "joined", "odd", "swapped", "Folded up");

    @TempDir
    static Path folder;

    private static RunningService service;

    /** Just before this transaction the tables were like that. */
    private record Moment(long xid, String digest) {}

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"), "--chronoops.restore.replay-memory=16KB");
        service.operate(
                "net",
                "CREATE TABLE always (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text, n int GENERATED ALWAYS AS (length(v)) STORED)",
                "CREATE TABLE far (id int PRIMARY KEY, small int, far text, further bytea)",
                "CREATE TABLE bag (a int, b boolean, c float8, d timestamptz, e text, f interval, g char(4))",
                "ALTER TABLE bag REPLICA IDENTITY FULL",
                "CREATE TABLE part (id int, region text, v text, PRIMARY KEY (id, region)) PARTITION BY LIST (region)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES IN ('a')",
                "CREATE TABLE part_b PARTITION OF part FOR VALUES IN ('b')",
                "CREATE TABLE joined (a int, b int, PRIMARY KEY (b, a))",
                "CREATE DOMAIN positive AS int NOT NULL CHECK (VALUE > 0)",
                "CREATE DOMAIN more AS positive CHECK (VALUE < 1000000)",
                "CREATE TYPE mood AS ENUM ('so', 'la la', 'O''K')",
                """
                CREATE TABLE odd (id uuid, m mood, p more, list int[], texts text[], raw bytea, num numeric, fixed numeric(6,2), doc jsonb, js json,
                  span interval, r real, ch "char", bits bit(5), at timestamp, range int4range, net inet, amount money, PRIMARY KEY (m, id))""",
                "CREATE TABLE swapped (id int PRIMARY KEY, u int UNIQUE DEFERRABLE INITIALLY DEFERRED, v text)",
                "CREATE COLLATION folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE \"Folded up\" (name text COLLATE folding, \"the, day\" date, v varchar(40), PRIMARY KEY (name, \"the, day\"))",
                "CREATE TABLE moments (id serial PRIMARY KEY)");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void every_moment_of_a_random_history_comes_back_exactly() throws Exception {
        var random = new Random(7);
        List<Moment> moments = new ArrayList<>();
        Map<String, String> differentials = new HashMap<>();
        try (Connection writer = RunningService.connect("net", "chrono_scraper")) {
            writer.setAutoCommit(false);
            for (int i = 0; i < TRANSACTIONS; i++) {
                transaction(writer, random);
            }
            OperationEvent backup = service.command(
                    "net",
                    command -> command.setBackup(
                            BackupCommand.newBuilder().setType(BackupType.FULL).build()));
            assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
            for (int moment = 0; moment < MOMENTS; moment++) {
                for (int i = 0; i < TRANSACTIONS; i++) {
                    transaction(writer, random);
                }
                moments.add(moment(writer));
                if (moment % DIFFERENTIAL_EVERY == 0) {
                    differentials.put(differential(), digest("net"));
                }
            }
        }

        Collections.shuffle(moments, random);
        for (Moment moment : moments.subList(0, MOMENTS / 2)) {
            String into = "net_" + moment.xid();
            OperationEvent restored = service.command(
                    "net",
                    command -> command.setRestore(RestoreCommand.newBuilder()
                            .setBeforeXid(moment.xid())
                            .setInto(into)
                            .setVerify(true)
                            .build()));

            assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
            assertThat(digest(into)).isEqualTo(moment.digest());
        }
        for (Map.Entry<String, String> differential : differentials.entrySet()) {
            String into = "net_d" + differential.getKey().substring(24);
            OperationEvent restored = service.command(
                    "net",
                    command -> command.setRestore(RestoreCommand.newBuilder()
                            .setBackupId(differential.getKey())
                            .setInto(into)
                            .setVerify(true)
                            .build()));

            assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
            assertThat(digest(into)).isEqualTo(differential.getValue());
        }
    }

    private static String differential() {
        OperationEvent taken = service.command(
                "net",
                command -> command.setBackup(BackupCommand.newBuilder()
                        .setType(BackupType.DIFFERENTIAL)
                        .build()));
        assertThat(taken.getSucceeded()).as("%s", taken).isNotNull();
        return Objects.requireNonNull(taken.getSucceeded().getDetails().get("backupId"));
    }

    private static Moment moment(Connection writer) throws SQLException, IOException {
        String digest = digest("net");
        try (Statement statement = writer.createStatement()) {
            var row = statement.executeQuery(
                    "WITH m AS (INSERT INTO moments DEFAULT VALUES RETURNING id) SELECT pg_current_xact_id() FROM m");
            row.next();
            long xid = row.getLong(1);
            writer.commit();
            return new Moment(xid, digest);
        }
    }

    private static String digest(String database) throws IOException {
        var digest = new StringBuilder();
        for (String table : TABLES) {
            digest.append(table)
                    .append(psql(
                            database,
                            "-c",
                            "SELECT ' ', count(*), md5(string_agg(t::text, '|' ORDER BY t::text COLLATE \"C\")) FROM \""
                                    + table + "\" t"));
        }
        return digest.toString();
    }

    private static void transaction(Connection writer, Random random) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                attempt(writer, statement, change(random));
            }
            if (random.nextInt(12) == 0) {
                writer.rollback();
            } else {
                writer.commit();
            }
        }
    }

    /** What a random change may break is a key at most: the transaction goes on without it. */
    private static void attempt(Connection writer, Statement statement, String sql) throws SQLException {
        Savepoint before = writer.setSavepoint();
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as("%s: %s", sql, e).isEqualTo("23505");
            writer.rollback(before);
        }
    }

    private static String change(Random random) {
        int id = random.nextInt(20);
        int value = random.nextInt(1000);
        String far = "(SELECT string_agg(md5((i + " + value + ")::text), '') FROM generate_series(1, "
                + (random.nextInt(40) == 0 ? 9000 : 300) + ") i)";
        return switch (random.nextInt(33)) {
            case 0, 1 -> "INSERT INTO always (v) SELECT md5(i::text) FROM generate_series(1, 3) i";
            case 2 -> "UPDATE always SET v = 'x" + value + "' WHERE id % 5 = " + id % 5;
            case 3 -> "UPDATE always SET id = DEFAULT, v = v || 'm' WHERE id % 7 = " + id % 7;
            case 4 -> "DELETE FROM always WHERE id % 9 = " + id % 9;
            case 5, 6 ->
                "INSERT INTO far VALUES (" + id + ", 1, " + far + ", decode(" + far
                        + ", 'hex')) ON CONFLICT (id) DO UPDATE SET far = excluded.far";
            case 7 -> "UPDATE far SET small = " + value + " WHERE id % 3 = " + id % 3;
            case 8, 9 ->
                "UPDATE far SET id = " + value + " WHERE id = " + id + " AND NOT EXISTS (SELECT FROM far WHERE id = "
                        + value + ")";
            case 10 -> "DELETE FROM far WHERE id = " + id;
            case 11, 12, 13 ->
                "INSERT INTO bag SELECT " + id % 4 + ", " + (id % 2 == 0) + ", " + id % 3
                        + " / 3.0, timestamptz '2026-01-01 10:00+02', " + (id % 3 == 0 ? "NULL" : far)
                        + ", interval '-1 day 2 hours', 'x' FROM generate_series(1, 2)";
            case 14 -> "UPDATE bag SET a = " + id % 4 + " WHERE ctid = (SELECT ctid FROM bag ORDER BY a, c LIMIT 1)";
            case 15 -> "DELETE FROM bag WHERE ctid IN (SELECT ctid FROM bag LIMIT 2)";
            case 16, 17 ->
                "INSERT INTO part VALUES (" + id + ", '" + (id % 2 == 0 ? 'a' : 'b') + "', md5('" + value
                        + "')) ON CONFLICT DO NOTHING";
            case 18 ->
                "UPDATE part SET region = CASE region WHEN 'a' THEN 'b' ELSE 'a' END, id = id + 1000 WHERE id % 4 = "
                        + id % 4;
            case 19 -> "DELETE FROM part WHERE id % 6 = " + id % 6;
            case 20 -> "INSERT INTO joined VALUES (" + id + ", " + id % 3 + ") ON CONFLICT DO NOTHING";
            case 21 -> "UPDATE joined SET b = b + " + (3 + value) + " WHERE a = " + id;
            case 22, 23 -> """
                INSERT INTO odd SELECT gen_random_uuid(), (ARRAY['so', 'la la', 'O''K']::mood[])[1 + %1$d %% 3], 1 + %1$d, ARRAY[%1$d, NULL, 3], ARRAY['a,b', NULL, '"q\\'],
                  decode(md5('%1$d'), 'hex'), %1$d.100, %1$d / 100.0, '{"a": [1, null]}', '{"b" :  2}', interval '1 year -3 days 00:00:00.5', %1$d / 7.0, 'c', B'01010',
                  timestamp '2026-01-01 00:00:00.000001', int4range(1, %1$d + 2), '10.0.0.1/8', '12.34'""".formatted(value);
            case 24 ->
                "UPDATE odd SET num = (num::text || '0')::numeric, list = list || 1, m = 'so' WHERE p % 3 = " + id % 3;
            case 25 -> "DELETE FROM odd WHERE p % 5 = " + id % 5;
            case 26, 27 ->
                "INSERT INTO swapped VALUES (" + id + ", " + id + ", 'v" + value + "') ON CONFLICT (id) DO NOTHING";
            case 28 -> "UPDATE swapped SET u = -u, v = 'w'; UPDATE swapped SET u = -u WHERE id % 2 = 0";
            case 29 -> """
                UPDATE swapped SET id = id + 100000 WHERE id IN (3, 4); UPDATE swapped SET id = 3 WHERE id = 100004;
                UPDATE swapped SET id = 4 WHERE id = 100003""";
            case 30 ->
                "INSERT INTO \"Folded up\" VALUES ('Name" + id % 9
                        + "', date '2026-01-01', 'v') ON CONFLICT (name, \"the, day\") DO UPDATE SET name = upper(excluded.name), v = '"
                        + value + "'";
            case 31 -> "DELETE FROM \"Folded up\" WHERE name = 'nAME" + id % 9 + "'";
            default ->
                random.nextInt(4) == 0
                        ? "TRUNCATE "
                                + List.of("part", "bag", "far, joined", "always")
                                        .get(id % 4)
                        : "SELECT 1";
        };
    }
}
