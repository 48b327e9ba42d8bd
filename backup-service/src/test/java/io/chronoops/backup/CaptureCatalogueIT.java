package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debezium reads names, keys and types from the live catalogue: what that says now is not what it said at a change. */
class CaptureCatalogueIT {
    private static final String MANY = "INSERT INTO %1$s SELECT i, 'v' || i FROM generate_series(1, 9) i";
    private static final String CHANGES =
            "UPDATE %1$s SET v = 'changed' WHERE %2$s = 1; UPDATE %1$s SET %2$s = 100 WHERE %2$s = 2; DELETE FROM %1$s WHERE %2$s = 3; "
                    + "UPDATE %1$s SET v = NULL WHERE %2$s IN (4, 5); DELETE FROM %1$s WHERE %2$s = 5; UPDATE %1$s SET v = 'changed' WHERE %2$s = 100";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = new RunningService(folder.resolve("repository"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void run(String database, String sql) throws IOException {
        psql(database, "-c", "SET ROLE chrono_scraper", "-c", sql);
    }

    private static OperationEvent backup(String database, BackupType type) {
        OperationEvent backup = service.command(
                database,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
        assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
        return backup;
    }

    private static void comesBack(String database, String into, List<String> tables) throws IOException {
        backup(database, BackupType.INCREMENTAL);
        OperationEvent restored = service.command(
                database,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setInto(into)
                        .setVerify(true)
                        .build()));

        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        for (String table : tables) {
            String rows = "SELECT t::text FROM " + table + " t ORDER BY t::text COLLATE \"C\"";
            assertThat(psql(into, "-c", rows)).as(table).isEqualTo(psql(database, "-c", rows));
        }
    }

    @Test
    void rows_are_named_by_the_replica_identity_and_by_nothing_else() throws Exception {
        List<String> tables =
                List.of("by_index", "any_unique", "part_unique", "deferred", "covering", "full_keyed", "full_large");
        service.operate(
                "identities",
                "CREATE TABLE by_index (id int PRIMARY KEY, u int NOT NULL UNIQUE, v text)",
                "ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_u_key",
                "CREATE TABLE any_unique (u int UNIQUE, v text)",
                "ALTER TABLE any_unique REPLICA IDENTITY FULL",
                "CREATE TABLE part_unique (u int NOT NULL, v text)",
                "CREATE UNIQUE INDEX ON part_unique (u) WHERE v IS NULL",
                "ALTER TABLE part_unique REPLICA IDENTITY FULL",
                "CREATE TABLE deferred (id int PRIMARY KEY DEFERRABLE, v text)",
                "ALTER TABLE deferred REPLICA IDENTITY FULL",
                "CREATE TABLE covering (id int, v text, w int, PRIMARY KEY (id) INCLUDE (v, w))",
                "CREATE TABLE full_keyed (id int PRIMARY KEY, v text)",
                "ALTER TABLE full_keyed REPLICA IDENTITY FULL",
                "CREATE TABLE full_large (n int, v text)",
                "ALTER TABLE full_large REPLICA IDENTITY FULL");
        backup("identities", BackupType.FULL);

        run("identities", """
                INSERT INTO by_index SELECT i, i * 10, 'v' FROM generate_series(1, 6) i; UPDATE by_index SET id = 100 WHERE u = 10; UPDATE by_index SET u = 7 WHERE u = 20;
                UPDATE by_index SET v = 'w' WHERE u = 30; DELETE FROM by_index WHERE u = 40; UPDATE by_index SET id = id + 1000, u = u + 1000 WHERE u = 50""");
        run("identities", """
                INSERT INTO any_unique VALUES (1, 'a'), (NULL, 'b'), (NULL, 'b'), (2, NULL); UPDATE any_unique SET v = 'c' WHERE u = 1;
                UPDATE any_unique SET u = 9 WHERE u = 2; DELETE FROM any_unique WHERE ctid = (SELECT min(ctid) FROM any_unique WHERE u IS NULL); UPDATE any_unique SET u = 3 WHERE u IS NULL""");
        run("identities", """
                INSERT INTO part_unique VALUES (1, 'a'), (1, 'b'), (1, NULL), (2, NULL); UPDATE part_unique SET v = 'c' WHERE v = 'b'; DELETE FROM part_unique WHERE v = 'a';
                UPDATE part_unique SET u = 5 WHERE v IS NULL AND u = 2; DELETE FROM part_unique WHERE v IS NULL AND u = 1""");
        run("identities", MANY.formatted("deferred"));
        run("identities", """
                BEGIN; SET CONSTRAINTS ALL DEFERRED; UPDATE deferred SET id = 2 WHERE id = 1; UPDATE deferred SET id = 1 WHERE v = 'v2'; COMMIT;
                UPDATE deferred SET v = 'x' WHERE id = 1; DELETE FROM deferred WHERE id = 3""");
        run("identities", """
                INSERT INTO covering SELECT i, 'v', i FROM generate_series(1, 5) i; UPDATE covering SET v = 'w', w = 0 WHERE id = 1; DELETE FROM covering WHERE id = 2; UPDATE covering SET id = 20 WHERE id = 4""");
        run("identities", MANY.formatted("full_keyed"));
        run("identities", CHANGES.formatted("full_keyed", "id"));
        run("identities", """
                INSERT INTO full_large SELECT i, string_agg(md5((i * n)::text), '') FROM generate_series(1, 3) i, generate_series(1, 20000) n GROUP BY i;
                UPDATE full_large SET n = 10 WHERE n = 1; DELETE FROM full_large WHERE n = 2; UPDATE full_large SET v = v || 'x' WHERE n = 3""");

        comesBack("identities", "identities_back", tables);
    }

    @Test
    void a_table_whose_names_cannot_be_read_is_named_and_stops_no_other() throws Exception {
        service.operate(
                "names",
                "CREATE TABLE \"o\"\"dd\" (id int PRIMARY KEY, v text)",
                "CREATE TABLE \"a.b, c [d] 🐘\" (\"i d\" int PRIMARY KEY, \"v\"\"w\" text, \"x.y\" int)",
                "CREATE TABLE \"'it''s'\" (id int PRIMARY KEY, \"'v\" text)",
                "CREATE TABLE \"Plain\" (id int PRIMARY KEY, v text)",
                "CREATE TABLE plain (id int PRIMARY KEY, v text)",
                "CREATE TABLE alike (id int PRIMARY KEY, v text, \"V\" text)",
                "CREATE SCHEMA \"s.t\"",
                "CREATE TABLE \"s.t\".u (id int PRIMARY KEY, v text)",
                "CREATE TABLE \"\"\"quoted\"\"\" (id int PRIMARY KEY, v text)",
                "CREATE TABLE quoted_column (id int PRIMARY KEY, \"'v'\" text)",
                "CREATE TABLE spatial_ref_sys (id int PRIMARY KEY, v text)");
        backup("names", BackupType.FULL);

        List<String> unread = List.of("alike", "\"s.t\".u", "\"\"\"quoted\"\"\"", "quoted_column", "spatial_ref_sys");
        List<String> odd = List.of("\"o\"\"dd\"", "\"a.b, c [d] 🐘\"", "\"'it''s'\"", "\"Plain\"", "plain");
        for (String table : Stream.concat(unread.stream(), odd.stream()).toList()) {
            run(
                    "names",
                    "INSERT INTO " + table + " VALUES (1, 'x'), (2, 'y'), (3, 'z'); DELETE FROM " + table
                            + " t WHERE t::text LIKE '%y%'");
        }
        run("names", "UPDATE \"a.b, c [d] 🐘\" SET \"v\"\"w\" = 'changed', \"x.y\" = 5 WHERE \"i d\" = 1");
        run("names", "ALTER TABLE plain ADD \"V\" text; INSERT INTO plain VALUES (4, 'v', 'V')");
        run("names", "ALTER TABLE plain DROP \"V\"");
        OperationEvent base = backup("names", BackupType.FULL);
        run("names", "UPDATE plain SET v = 'after' WHERE id = 3; INSERT INTO \"Plain\" VALUES (4, 'after')");
        comesBack("names", "names_back", odd);

        List<String> notes = service.bean(Manifests.class)
                .find("names", base.getOperationId())
                .notes();
        assertThat(notes)
                .anyMatch(note ->
                        note.startsWith("public.alike:") && note.contains("columns v and V differ only in case"));
        assertThat(notes).anyMatch(note -> note.startsWith("s.t.u:") && note.contains("rename the schema"));
        assertThat(notes).anyMatch(note -> note.startsWith("public.\"quoted\":") && note.contains("rename it"));
        assertThat(notes).anyMatch(note -> note.startsWith("public.quoted_column:") && note.contains("column 'v'"));
        assertThat(notes).anyMatch(note -> note.startsWith("public.spatial_ref_sys:") && note.contains("rename it"));
    }

    /** A table as its events say: rows by identity; replays a change as the columns that named its rows then tell. */
    private static final class Told {
        private final List<String> identity;
        private final Map<List<@Nullable String>, Map<String, @Nullable String>> rows = new HashMap<>();
        private final List<Row> events = new ArrayList<>();

        Told(String... identity) {
            this.identity = List.of(identity);
        }

        void take(Row row) {
            events.add(row);
            Map<String, @Nullable String> after = zip(row.getColumns(), row.getValues());
            Map<String, @Nullable String> old = Map.of();
            if (row.getOp() != RowOp.INSERT) {
                Map<String, @Nullable String> named =
                        row.getKeyColumns().isEmpty() ? after : zip(row.getKeyColumns(), row.getKeyValues());
                Map<String, @Nullable String> found = rows.remove(key(named));
                assertThat(found).as("%s names a row that is there", row).isNotNull();
                old = found == null ? Map.of() : found;
            }
            if (row.getOp() != RowOp.DELETE) {
                Map<String, @Nullable String> now = new LinkedHashMap<>(old);
                now.putAll(after);
                rows.put(key(now), now);
            }
        }

        private List<@Nullable String> key(Map<String, @Nullable String> row) {
            List<@Nullable String> key = new ArrayList<>();
            (identity.isEmpty() ? List.copyOf(row.keySet()) : identity).forEach(column -> key.add(row.get(column)));
            return key;
        }

        private static Map<String, @Nullable String> zip(List<String> columns, List<@Nullable String> values) {
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), values.get(i));
            }
            return row;
        }

        String text() {
            var lines = new TreeSet<String>();
            rows.values().forEach(row -> {
                List<String> texts = new ArrayList<>();
                row.values().forEach(value -> texts.add(value == null ? "∅" : value));
                lines.add(String.join("|", texts));
            });
            return String.join("\n", lines);
        }
    }

    @Test
    void changes_are_decoded_exactly_long_after_the_catalogue_has_changed() throws Exception {
        String list = "renamed unkeyed rekeyed remade relabelled typeless reshaped gone narrowed widened swapped";
        List<String> tables = List.of(list.split(" "));
        List<String> ddl = new ArrayList<>(List.of(
                "CREATE TYPE mood AS ENUM ('so', 'la la')",
                "CREATE TYPE whim AS ENUM ('x', 'y')",
                "CREATE TABLE after (id int PRIMARY KEY)"));
        for (String table : tables) {
            String more =
                    switch (table) {
                        case "relabelled" -> ", m mood DEFAULT 'so'";
                        case "typeless" ->
                            ", m whim DEFAULT 'y', ms whim[] DEFAULT '{x,y}', raw bytea DEFAULT '\\x00ff'";
                        case "rekeyed" -> ", u serial";
                        default -> "";
                    };
            ddl.add("CREATE TABLE " + table + " (id int" + (table.equals("narrowed") ? "" : " PRIMARY KEY") + ", v text"
                    + more + ")");
        }
        ddl.add("ALTER TABLE narrowed REPLICA IDENTITY FULL");
        service.operate("lagging", ddl.toArray(String[]::new));
        backup("lagging", BackupType.INCREMENTAL);
        service.close();
        Map<String, String> then = new HashMap<>();
        for (String table : tables) {
            run("lagging", MANY.formatted(table + " (id, v)"));
            run("lagging", CHANGES.formatted(table, "id"));
            then.put(table, psql("lagging", "-P", "null=∅", "-c", "SELECT * FROM " + table));
        }

        for (String change : List.of(
                "ALTER TABLE renamed RENAME id TO number",
                "ALTER TABLE unkeyed DROP CONSTRAINT unkeyed_pkey",
                "ALTER TABLE rekeyed DROP CONSTRAINT rekeyed_pkey, ADD PRIMARY KEY (u)",
                "DROP TABLE remade; CREATE TABLE remade (a text PRIMARY KEY, v int, id int[])",
                "ALTER TYPE mood RENAME VALUE 'so' TO 'other'",
                "ALTER TABLE typeless DROP m, DROP ms; DROP TYPE whim",
                "ALTER TABLE reshaped DROP v; ALTER TABLE reshaped ADD v int DEFAULT 42; ALTER TABLE reshaped ADD w timestamptz DEFAULT now()",
                "DROP TABLE gone",
                "ALTER TABLE narrowed ADD PRIMARY KEY (id); ALTER TABLE narrowed REPLICA IDENTITY DEFAULT",
                "ALTER TABLE widened REPLICA IDENTITY FULL; ALTER TABLE widened DROP CONSTRAINT widened_pkey",
                "ALTER TABLE swapped RENAME TO swapped_old; CREATE TABLE swapped (v int PRIMARY KEY, id text)")) {
            run("lagging", change);
        }
        run("lagging", "INSERT INTO after VALUES (1)");
        service = new RunningService(folder.resolve("repository"));
        backup("lagging", BackupType.INCREMENTAL);

        Map<String, Told> told = new HashMap<>();
        new ArchiveReader(service.bean(Repository.class))
                .read(service.bean(Segments.class).of("lagging"), event -> {
                    Row row = event.getRow();
                    if (row != null) {
                        told.computeIfAbsent(
                                        row.getTable(), table -> table.equals("narrowed") ? new Told() : new Told("id"))
                                .take(row);
                    }
                    return true;
                });
        assertThat(told).containsKey("after");
        for (String table : tables) {
            Told found = told.getOrDefault(table, new Told());
            assertThat(found.text())
                    .as("%s: %s", table, found.events)
                    .isEqualTo(String.join(
                            "\n",
                            new TreeSet<>(then.getOrDefault(table, "").lines().toList())));
        }
    }
}
