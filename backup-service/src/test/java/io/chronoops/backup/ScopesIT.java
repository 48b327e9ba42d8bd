package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MarkCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.UndoCommand;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restore points, restores of some rows, side schemas, undoing by condition and by command. */
class ScopesIT {
    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                "scopes",
                "CREATE TYPE kind AS ENUM ('plain', 'rich')",
                "CREATE TABLE sites (id int PRIMARY KEY, name text NOT NULL, parent int REFERENCES sites)",
                "CREATE TABLE pages (id int PRIMARY KEY, site int NOT NULL REFERENCES sites ON DELETE CASCADE, url text,"
                        + " kind kind, body text, meta json, price numeric(8,2), size int GENERATED ALWAYS AS"
                        + " (length(url)) STORED)",
                "ALTER TABLE pages ALTER body SET STORAGE EXTERNAL",
                "CREATE TABLE links (page int REFERENCES pages ON DELETE CASCADE, target text, PRIMARY KEY (page, target))",
                "CREATE TABLE loose (a int, b text)",
                "ALTER TABLE loose REPLICA IDENTITY FULL",
                "INSERT INTO sites SELECT i, 'site ' || i, CASE WHEN i > 10 THEN i % 10 + 1 END FROM generate_series(1,"
                        + " 100) i",
                "INSERT INTO pages SELECT i, i % 100 + 1, 'https://' || i % 10 || '.org/' || i, 'plain',"
                        + " repeat(md5(i::text), 100), json_build_object('i', i), i / 7.0 FROM generate_series(1, 1000) i",
                "INSERT INTO links SELECT i, 'x' || i FROM generate_series(1, 900) i");
        assertThat(backup(BackupType.FULL).getSucceeded()).isNotNull();
    }

    @AfterAll
    static void stop() {
        service.remove("scopes");
        service.close();
    }

    private static OperationEvent backup(BackupType type) {
        return service.command(
                "scopes",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    private static OperationEvent mark(String name) {
        return service.command(
                "scopes",
                command -> command.setMark(MarkCommand.newBuilder()
                        .setName(name)
                        .setComment("it's")
                        .build()));
    }

    private static OperationEvent restore(Consumer<RestoreCommand.Builder> wish) {
        return service.command("scopes", command -> {
            var restore = RestoreCommand.newBuilder();
            wish.accept(restore);
            command.setRestore(restore.build());
        });
    }

    private static OperationEvent undo(Consumer<UndoCommand.Builder> wish) {
        return service.command("scopes", command -> {
            var undo = UndoCommand.newBuilder();
            wish.accept(undo);
            command.setUndo(undo.build());
        });
    }

    private static OperationEvent good(OperationEvent event) {
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
        return event;
    }

    private static String detail(OperationEvent event, String name) {
        return String.valueOf(good(event).getSucceeded().getDetails().get(name));
    }

    private static long transaction(String sql) throws IOException {
        return Long.parseLong(psql("scopes", "-c", "BEGIN; " + sql, "-c", "SELECT pg_current_xact_id()", "-c", "COMMIT")
                .strip());
    }

    private static String one(String database, String sql) throws IOException {
        return psql(database, "-c", sql).strip();
    }

    private static String digest(String database, String rows) throws IOException {
        return one(
                database,
                "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY t::text)) FROM (SELECT * FROM " + rows
                        + ") t");
    }

    private static Instant now() throws IOException {
        return Instant.parse(one("scopes", "SELECT to_json(clock_timestamp() AT TIME ZONE 'UTC')")
                        .replace("\"", "")
                + "Z");
    }

    private static HttpResponse<String> ask(String path, String... parameters) throws IOException {
        var query = new StringBuilder("database=scopes");
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            query.append('&').append(parts[0]).append('=').append(URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
        }
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.port() + "/api/v1/" + path + "?" + query))
                .header("Authorization", "Bearer " + Stack.shared().token("operator"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void a_restore_point_is_a_moment_by_name_and_its_name_is_given_once() throws Exception {
        transaction("UPDATE sites SET name = 'before' WHERE id = 90");
        OperationEvent marked = mark("before-release");
        transaction("UPDATE sites SET name = 'after' WHERE id = 90");

        OperationEvent restored = restore(wish -> wish.setMark("before-release").setInto("scopes_marked"));

        assertThat(detail(marked, "lsn")).contains("/");
        assertThat(good(restored).getSucceeded().getSummary()).contains("as of LSN " + detail(marked, "lsn"));
        assertThat(one("scopes_marked", "SELECT name FROM sites WHERE id = 90")).isEqualTo("before");
        assertThat(answer(ask("marks")))
                .contains("\"name\":\"before-release\",\"comment\":\"it's\"", "\"xid\":" + detail(marked, "xid"));
        OperationEvent again = mark("before-release");
        assertThat(again.getFailed().getReason()).isEqualTo(Reason.PRECONDITION);
        assertThat(again.getFailed().getMessage()).contains("has a restore point before-release already");
        OperationEvent unknown = restore(wish -> wish.setMark("befor-relase"));
        assertThat(unknown.getFailed().getReason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(unknown.getFailed().getMend()).contains("the nearest: before-release");
        assertThat(mark("1st").getRejected().getReason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void rows_chosen_by_a_condition_come_back_as_they_were_at_a_moment() throws Exception {
        String rows = "pages WHERE id BETWEEN 100 AND 199";
        transaction("UPDATE pages SET url = 'https://3.org/moved' WHERE id = 204");
        String before = digest("scopes", rows);
        transaction("DELETE FROM links WHERE page = 133");
        Instant moment = now();
        transaction("UPDATE pages SET kind = 'rich', price = 1 WHERE id BETWEEN 100 AND 199");
        transaction("DELETE FROM pages WHERE id IN (103, 113); UPDATE pages SET url = 'x' WHERE id = 123");
        transaction("INSERT INTO pages (id, site, url, meta) VALUES (113, 3, 'again', '[1]'), (7113, 3,"
                + " 'https://3.org/new', '{}')");
        transaction("UPDATE pages SET id = 7133 WHERE id = 133; UPDATE pages SET kind = 'rich' WHERE id = 300");
        good(backup(BackupType.INCREMENTAL));
        String now = digest("scopes", "pages");
        String forth = answer(ask("rows/diff", "tables=pages", "from=" + moment, "to=" + now()));

        String sql = answer(ask(
                "rows/undo",
                "table=pages",
                "to=" + moment,
                "where=url LIKE 'https://3.org/%' AND size > 3 -- those of one site"));
        psql("scopes", "-f", Files.writeString(folder.resolve("undo.sql"), sql).toString());

        String ofSite = "pages WHERE id BETWEEN 100 AND 199 AND id % 10 = 3";
        assertThat(sql).contains("Brings 11 rows of public.pages");
        good(restore(wish -> wish.setPointInTime(moment).setInto("scopes_then")));
        assertThat(digest("scopes", ofSite)).isEqualTo(digest("scopes_then", ofSite));
        assertThat(digest("scopes_then", rows)).isEqualTo(before);
        psql(
                "scopes_then",
                "-f",
                Files.writeString(folder.resolve("forth.sql"), forth).toString());
        assertThat(digest("scopes_then", "pages")).isEqualTo(now);
        assertThat(one("scopes", "SELECT count(*) FROM pages WHERE id > 7000")).isEqualTo("0");
        assertThat(one("scopes", "SELECT kind FROM pages WHERE id = 104")).isEqualTo("rich");

        assertThat(ask("rows/undo", "table=pages", "to=" + moment, "where=url LIKE")
                        .body())
                .contains("does not choose rows: ERROR: syntax error", "\"reason\":\"INVALID\"");
        assertThat(ask("rows/undo", "table=pages", "to=" + moment, "where=true); COMMIT; DROP TABLE links; SELECT (1")
                        .body())
                .contains("cannot open multi-query plan as cursor");
        assertThat(ask(
                                "rows/undo",
                                "table=pages",
                                "to=" + moment,
                                "where=set_config('transaction_read_only', 'off', true) = 'off'")
                        .body())
                .contains("transaction read-write mode must be set before any query");
        ask("rows/undo", "table=pages", "to=" + moment, "where=lo_create(4711) > 0"); // servers before 16 let it pass
        assertThat(one("scopes", "SELECT count(*) FROM pg_largeobject_metadata WHERE oid = 4711"))
                .isEqualTo("0");
    }

    @Test
    void an_undo_is_run_on_command_and_is_undone_like_any_transaction() throws Exception {
        String before = digest("scopes", "pages WHERE id BETWEEN 500 AND 600");
        String links = digest("scopes", "links WHERE page BETWEEN 500 AND 600");
        long wreck = transaction("DELETE FROM pages WHERE id BETWEEN 500 AND 600");
        String after = digest("scopes", "pages");

        OperationEvent undone = undo(wish -> wish.setXid(wreck));

        assertThat(detail(undone, "rows")).isEqualTo("202");
        assertThat(digest("scopes", "pages WHERE id BETWEEN 500 AND 600")).isEqualTo(before);
        assertThat(digest("scopes", "links WHERE page BETWEEN 500 AND 600")).isEqualTo(links);
        long undo = Long.parseLong(detail(undone, "xid"));
        good(undo(wish -> wish.setXid(undo)));
        assertThat(digest("scopes", "pages")).isEqualTo(after);
        assertThat(answer(ask("timeline/transactions", "table=pages", "op=insert", "limit=1")))
                .contains("\"user\":\"a foreign service\"");
    }

    @Test
    void a_row_that_changed_since_refuses_an_undo_without_being_named_to_all_or_is_overwritten() throws Exception {
        long wreck = transaction("UPDATE pages SET url = 'wrong' WHERE id IN (801, 802, 803, 804);"
                + "DELETE FROM pages WHERE id IN (805, 806)");
        transaction("UPDATE pages SET url = 'secret' WHERE id = 802; DELETE FROM pages WHERE id = 803");

        OperationEvent refused = undo(wish -> wish.setXid(wreck));

        assertThat(refused.getFailed().getReason()).isEqualTo(Reason.PRECONDITION);
        assertThat(refused.getFailed().toString())
                .doesNotContain("802", "secret")
                .contains("nothing was undone");
        assertThat(one(
                        "scopes",
                        "SELECT string_agg(id || url, ' ' ORDER BY id) FROM pages WHERE id BETWEEN 801 AND 806"))
                .isEqualTo("801wrong 802secret 804wrong");
        transaction("INSERT INTO pages (id, site, url) VALUES (805, 1, 'by someone else')");
        good(undo(wish -> wish.setXid(wreck).setOverwriteChanged(true)));
        assertThat(one(
                        "scopes",
                        "SELECT string_agg(id || url, ' ' ORDER BY id) FROM pages WHERE id BETWEEN 801 AND 806"))
                .isEqualTo("801https://1.org/801 802https://2.org/802 804https://4.org/804 805https://5.org/805"
                        + " 806https://6.org/806");
    }

    @Test
    void rows_are_brought_back_on_command_whatever_became_of_them() throws Exception {
        transaction("INSERT INTO loose VALUES (1, 'x'), (1, 'x'), (2, NULL)");
        String loose = digest("scopes", "loose");
        String pages = digest("scopes", "pages WHERE id BETWEEN 900 AND 910");
        Instant moment = now();
        transaction("DELETE FROM loose WHERE a = 1; INSERT INTO loose VALUES (3, 'z')");
        transaction(
                "UPDATE pages SET body = 'x' WHERE id BETWEEN 900 AND 905; DELETE FROM pages WHERE id > 907 AND id < 910");

        good(undo(wish -> wish.setTable("loose").setPointInTime(moment)));
        good(undo(wish -> wish.setTable("public.pages")
                .setPointInTime(moment)
                .setWhere("id BETWEEN 900 AND 910 AND site IN (SELECT id FROM sites)")
                .setOverwriteChanged(true)));

        assertThat(digest("scopes", "loose")).isEqualTo(loose);
        assertThat(digest("scopes", "pages WHERE id BETWEEN 900 AND 910")).isEqualTo(pages);
        assertThat(undo(wish -> wish.setTable("loose").setPointInTime(Instant.parse("2001-01-01T00:00:00Z")))
                        .getFailed()
                        .getReason())
                .isEqualTo(Reason.NOT_COVERED);
        assertThat(undo(wish -> wish.setTable("pages")).getRejected().getReason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void rows_chosen_by_a_condition_are_restored_with_those_that_they_refer_to() throws Exception {
        Instant moment = now();
        String chosen = "pages WHERE url LIKE 'https://7.org/%' AND id < 60";
        String sites = "sites WHERE id IN (WITH RECURSIVE r AS (SELECT site FROM pages WHERE url LIKE 'https://7.org/%'"
                + " AND id < 60 UNION SELECT parent FROM sites JOIN r ON r.site = sites.id) SELECT site FROM r)";
        String pagesThen = digest("scopes", chosen);
        String sitesThen = digest("scopes", sites);
        transaction("UPDATE pages SET url = 'changed since' WHERE id < 60");

        OperationEvent restored = restore(wish -> wish.setPointInTime(moment)
                .setTables(List.of("pages"))
                .setWhere("url LIKE 'https://7.org/%' AND id < 60 AND size > 0")
                .setWithReferenced(true)
                .setVerify(true)
                .setInto("scopes_rows"));

        assertThat(detail(restored, "kept"))
                .startsWith("6 rows of public.pages, ")
                .endsWith(" rows of public.sites");
        assertThat(digest("scopes_rows", "pages")).isEqualTo(pagesThen);
        assertThat(digest("scopes_rows", "sites")).isEqualTo(sitesThen);
        assertThat(one(
                        "scopes_rows",
                        "SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE contype = 'f'"))
                .isEqualTo("pages_site_fkey sites_parent_fkey");
        OperationEvent whole = restore(wish -> wish.setPointInTime(moment)
                .setTables(List.of("links"))
                .setWithReferenced(true)
                .setInto("scopes_refs"));
        assertThat(detail(whole, "kept")).contains(" rows of public.pages", " rows of public.sites");
        assertThat(one(
                        "scopes_refs",
                        "SELECT count(*) FROM pages p WHERE NOT EXISTS (SELECT FROM links WHERE page = p.id)"))
                .isEqualTo("0");
        OperationEvent wrong = restore(wish -> wish.setLatest(true)
                .setTables(List.of("pages"))
                .setWhere("nope = 1")
                .setInto("scopes_wrong"));
        assertThat(wrong.getFailed().getReason()).isEqualTo(Reason.INVALID);
        assertThat(wrong.getFailed().getMessage()).contains("ERROR: column \"nope\" does not exist");
        assertThat(one("scopes", "SELECT count(*) FROM pg_database WHERE datname = 'scopes_wrong'"))
                .isEqualTo("0");
        assertThat(restore(wish -> wish.setLatest(true).setWhere("true"))
                        .getRejected()
                        .getReason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void tables_go_into_a_new_schema_of_the_operated_database_itself() throws Exception {
        String pages = digest("scopes", "pages WHERE id > 700");
        Instant moment = now();
        transaction("UPDATE pages SET price = 0 WHERE id > 700");

        OperationEvent restored = restore(wish -> wish.setPointInTime(moment)
                .setTables(List.of("pages"))
                .setWhere("id > 700")
                .setWithReferenced(true)
                .setIntoSchema("rescue"));

        assertThat(detail(restored, "schema")).isEqualTo("rescue");
        assertThat(digest("scopes", "rescue.pages")).isEqualTo(pages);
        assertThat(one(
                        "scopes",
                        "SELECT string_agg(c.relname || ' ' || pg_get_userbyid(c.relowner), ', ' ORDER BY 1)"
                                + " FROM pg_class c WHERE relnamespace = 'rescue'::regnamespace AND relkind = 'r'"))
                .isEqualTo("pages chrono_scraper, sites chrono_scraper");
        assertThat(
                        one(
                                "scopes",
                                "SELECT string_agg(contype::text, '') FROM pg_constraint WHERE connamespace = 'rescue'::regnamespace"))
                .isEqualTo("pp");
        assertThat(
                        one(
                                "scopes",
                                "SELECT count(*) FROM pg_attribute WHERE attrelid = 'rescue.pages'::regclass AND attnotnull AND attnum > 0"))
                .isEqualTo("2");
        OperationEvent again =
                restore(wish -> wish.setLatest(true).setTables(List.of("pages")).setIntoSchema("rescue"));
        assertThat(again.getFailed().getReason()).isEqualTo(Reason.PRECONDITION);
        assertThat(again.getFailed().getMessage()).contains("a schema rescue is there already");
        assertThat(one("scopes", "SELECT count(*) FROM pg_database WHERE datname LIKE 'scopes\\_side%'"))
                .isEqualTo("0");
        assertThat(restore(wish ->
                                wish.setLatest(true).setTables(List.of("pages")).setIntoSchema("public"))
                        .getRejected()
                        .getReason())
                .isEqualTo(Reason.INVALID);
        try (var owner = RunningService.connect("scopes", "chrono_scraper");
                var statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA rescue CASCADE");
        }
    }
}
