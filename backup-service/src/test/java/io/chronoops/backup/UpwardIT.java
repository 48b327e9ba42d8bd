package io.chronoops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RemoveDatabaseCommand;
import io.chronoops.ops.RestoreCommand;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup of one major version comes back at a server of a newer one, and is refused by an older. */
@Tag("scale")
class UpwardIT {
    private static final String[] DDL = {
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE TYPE pair AS (a int, b text)",
        "CREATE DOMAIN short AS text CHECK (length(value) < 100)",
        "CREATE SEQUENCE tickets INCREMENT 5 START 100",
        """
        CREATE TABLE kinds (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, i2 smallint, i8 bigint, n numeric, r real, d double precision,
          t text, c char(5), v varchar(9), y bytea, ts timestamp, tz timestamptz, dt date, tm time, iv interval, b boolean, u uuid, ip inet, net cidr,
          j json, jb jsonb, m mood, p pair, s short, a int[], aa text[][], rng int4range, mr nummultirange, pt point, bits bit(5), tsv tsvector, x xml, mo money,
          twice bigint GENERATED ALWAYS AS (i8 * 2) STORED)""",
        """
        INSERT INTO kinds (i2, i8, n, r, d, t, c, v, y, ts, tz, dt, tm, iv, b, u, ip, net, j, jb, m, p, s, a, aa, rng, mr, pt, bits, tsv, x, mo)
          SELECT i, i * 1000000007::bigint, i / 3.0, i / 3.0, i / 3.0, E'a\\tb\\nc\\\\N ü🐘' || i, 'c', 'v''', decode(lpad(to_hex(i), 8, '0'), 'hex'), 'infinity', '2026-03-29 02:30+01',
            '-infinity', '24:00', '1 mon -3 days 04:05', i % 2 = 0, md5(i::text)::uuid, '10.0.0.1/8', '10.0.0.0/8', '{"k": [1, null]}', '{"k": "\\u00fc"}', 'ok', ROW(i, ',')::pair, 's',
            ARRAY[i, NULL], '{{a,"b,"},{NULL,"\\""}}', '[1,5)', '{[1,2),[5,6)}', '(1,2)', B'10101', 'a b'::tsvector, '<a/>', '1.50' FROM generate_series(1, 500) i""",
        "INSERT INTO kinds (n, d, r, t) VALUES ('NaN', 'NaN', '-0', NULL), (1e-40, 1e-45, 'Infinity', '')",
        "CREATE TABLE parts (at date, kind int REFERENCES kinds, PRIMARY KEY (at, kind)) PARTITION BY RANGE (at)",
        "CREATE TABLE parts_old PARTITION OF parts FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE TABLE parts_new PARTITION OF parts DEFAULT",
        "INSERT INTO parts SELECT date '2025-12-01' + i % 60, i FROM generate_series(1, 400) i",
        "CREATE INDEX lower_t ON kinds (lower(t)) WHERE b",
        "CREATE INDEX gin ON kinds USING gin (jb)",
        "ALTER TABLE kinds ADD CONSTRAINT plus CHECK (i2 > 0 OR i2 IS NULL), ADD CONSTRAINT once EXCLUDE USING gist (rng WITH -|-) WHERE (i2 = 0)",
        "CREATE VIEW seen AS SELECT k.id, count(*) AS times FROM kinds k JOIN parts p ON p.kind = k.id GROUP BY k.id",
        "CREATE MATERIALIZED VIEW frozen AS SELECT b, sum(n) AS total FROM kinds WHERE n <> 'NaN' GROUP BY b",
        "CREATE FUNCTION greet(who text DEFAULT 'you;') RETURNS text LANGUAGE plpgsql AS $_$ BEGIN RETURN $$hello; $$ || who; END; $_$",
        "CREATE PROCEDURE empty_it() LANGUAGE sql AS 'DELETE FROM parts'",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
        "CREATE TRIGGER touched BEFORE UPDATE ON kinds FOR EACH ROW EXECUTE FUNCTION touch()",
        "ALTER TABLE kinds ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY evens ON kinds FOR SELECT TO readonly_user USING (id % 2 = 0)",
        "GRANT SELECT (id, t), UPDATE (t) ON kinds TO readonly_user",
        "GRANT EXECUTE ON FUNCTION greet TO monitoring_user",
        "COMMENT ON COLUMN kinds.t IS 'it''s'",
        "SELECT nextval('tickets'), nextval('tickets')"
    };

    /** What can be asked of every version alike. */
    private static final Map<String, String> QUESTIONS = questions();

    @TempDir
    static Path folder;

    private static RunningService service;
    private static final Map<Integer, OtherServer> SERVERS = new TreeMap<>();
    private static String from15;
    private static String from14;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        try (var starts = Executors.newFixedThreadPool(2)) {
            var started = new LinkedHashMap<Integer, Future<OtherServer>>();
            for (int major : new int[] {14, 16, 17, 18}) {
                Callable<OtherServer> start = () -> new OtherServer(major);
                started.put(major, starts.submit(start));
            }
            for (var one : started.entrySet()) {
                SERVERS.put(one.getKey(), one.getValue().get());
            }
        }
        service.operate("up-15", DDL);
        at(14).operate(service, "up-14", "up-14", DDL);
        for (int major : new int[] {16, 17, 18}) {
            at(major).operate(service, "up-" + major, "landing");
        }
        from15 = backup("up-15");
        from14 = backup("up-14");
    }

    @AfterAll
    static void stop() {
        for (String name : new String[] {"up-14", "up-15", "up-16", "up-17", "up-18"}) {
            service.command(name, command -> command.setRemoveDatabase(new RemoveDatabaseCommand(name)));
        }
        service.close();
        SERVERS.values().forEach(OtherServer::close);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"15, 16", "15, 17", "15, 18", "14, 15", "14, 18"})
    void a_backup_comes_back_at_a_newer_server_with_all_that_it_had(int from, int to) throws Exception {
        OperationEvent restored = restore(from == 15 ? from15 : from14, to, "back-from-" + from);

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(restored.getSucceeded().getDetails()).containsEntry("verified", "true");
        assertThat(restored.getSucceeded().getDetails().keySet()).noneMatch(key -> key.startsWith("note"));
        assertThat(seen(to, "back-from-" + from)).isEqualTo(seen(from, "up-" + from));
    }

    @Test
    void a_backup_takes_the_name_that_its_database_has_at_the_old_server() throws Exception {
        OperationEvent restored = restore(from15, 18, "up-15");

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(seen(18, "up-15")).isEqualTo(seen(15, "up-15"));
    }

    @Test
    void a_backup_is_refused_by_an_older_server_before_anything_is_made() throws Exception {
        OperationEvent refused = restore(from15, 14, "never");

        assertThat(refused.getFailed().getReason()).isEqualTo(Reason.PRECONDITION);
        assertThat(refused.getFailed().getMessage()).contains("taken from PostgreSQL 15", "is PostgreSQL 14");
        assertThat(psql(14, "postgres", "SELECT count(*) FROM pg_database WHERE datname = 'never'"))
                .isEqualTo("0");
    }

    private static OtherServer at(int major) {
        return Objects.requireNonNull(SERVERS.get(major));
    }

    private static String backup(String name) {
        OperationEvent backup = service.command(
                name,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build()));
        assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
        return backup.getOperationId();
    }

    /** At the server where another listed database is: chronoops restore ID --database OTHER. */
    private static OperationEvent restore(String id, int to, String into) {
        return service.command(
                "up-" + to,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(id)
                        .setInto(into)
                        .setVerify(true)
                        .build()));
    }

    private static String psql(int major, String database, String sql) throws Exception {
        return (major == 15
                        ? RunningService.psql(database, "-c", sql)
                        : at(major).psql(database, "-c", sql))
                .strip();
    }

    private static Map<String, String> seen(int major, String database) throws Exception {
        Map<String, String> seen = new LinkedHashMap<>();
        for (var question : QUESTIONS.entrySet()) {
            seen.put(question.getKey(), psql(major, database, question.getValue()));
        }
        assertThat(seen.values()).doesNotContain("");
        return seen;
    }

    private static Map<String, String> questions() {
        Map<String, String> questions = new LinkedHashMap<>();
        for (String table : new String[] {"kinds", "parts", "parts_old", "seen", "frozen"}) {
            questions.put(
                    "rows of " + table,
                    "SELECT count(*) || md5(string_agg(r, chr(10) ORDER BY r COLLATE \"C\")) FROM (SELECT t::text AS r FROM "
                            + table + " t) s");
        }
        questions.put("tickets", "SELECT last_value || is_called::text FROM tickets");
        questions.put("kinds_id_seq", "SELECT last_value || is_called::text FROM kinds_id_seq");
        questions.put(
                "indexes",
                "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid > 16000 AND indrelid::regclass::text ~ '^(kinds|parts)' ORDER BY 1");
        questions.put(
                "constraints",
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint WHERE conrelid::regclass::text ~ '^(kinds|parts)' AND contype <> 'n' ORDER BY 1, 2");
        questions.put(
                "not null",
                "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attrelid::regclass::text ~ '^(kinds|parts)' AND attnotnull AND attnum > 0 ORDER BY 1, 2");
        questions.put("view", "SELECT replace(regexp_replace(pg_get_viewdef('seen'), '\\s+', ' ', 'g'), 'k.', '')");
        questions.put(
                "functions",
                "SELECT pg_get_functiondef(oid), proowner::regrole, proacl FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname");
        questions.put(
                "relations",
                "SELECT relname, relkind, relowner::regrole, relrowsecurity, (SELECT string_agg(grantee::regrole || ' ' || privilege_type, ',' ORDER BY 1) FROM aclexplode(relacl) WHERE grantee <> relowner) FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname");
        questions.put(
                "column grants",
                "SELECT attrelid::regclass::text, attname, attacl FROM pg_attribute WHERE attacl IS NOT NULL AND attrelid > 16000 ORDER BY 1, 2");
        questions.put("policies", "SELECT policyname, roles, cmd, qual FROM pg_policies");
        questions.put("triggers", "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal");
        questions.put(
                "comment",
                "SELECT col_description('kinds'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'kinds'::regclass AND attname = 't'");
        return questions;
    }
}
