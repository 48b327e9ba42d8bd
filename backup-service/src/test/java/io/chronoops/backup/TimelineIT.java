package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions to the archive, asked over REST, and what comes of acting on the answers. */
class TimelineIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                "timeline",
                "CREATE TABLE pages (id int PRIMARY KEY, url text, body text, meta json, score double precision, seen"
                        + " timestamptz, gone interval)",
                "ALTER TABLE pages ALTER body SET STORAGE EXTERNAL",
                """
                INSERT INTO pages SELECT i, 'u' || i, repeat(md5(i::text), 100), json_build_object('i', i), i / 7.0,
                       now(), i * interval '25 hours' FROM generate_series(1, 1000) i\
                """,
                "CREATE TABLE links (page int REFERENCES pages ON DELETE CASCADE, target text, PRIMARY KEY (page,"
                        + " target))",
                "INSERT INTO links SELECT i, 'x, \"y\" = ' || i FROM generate_series(1, 900) i");
        assertThat(backup(BackupType.FULL).getSucceeded()).isNotNull();
    }

    @AfterAll
    static void stop() {
        service.remove("timeline");
        service.close();
    }

    private static OperationEvent backup(BackupType type) {
        return service.command(
                "timeline",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    /** Runs it in one transaction and waits until it is archived. */
    private static long transaction(String sql) throws IOException {
        long xid = Long.parseLong(
                psql("timeline", "-c", "BEGIN; " + sql, "-c", "SELECT pg_current_xact_id()", "-c", "COMMIT")
                        .strip());
        assertThat(backup(BackupType.INCREMENTAL).getSucceeded()).isNotNull();
        return xid;
    }

    private static String digest(String database, String table) throws IOException {
        return psql(
                database,
                "-c",
                "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY t::text)) FROM (SELECT * FROM %s) t"
                        .formatted(table));
    }

    private static HttpResponse<String> ask(String what, String... parameters) throws IOException {
        return askAs("operator", what, parameters);
    }

    private static HttpResponse<String> askAs(String role, String what, String... parameters) throws IOException {
        String folder = List.of("history", "changes", "undo").contains(what) ? "rows/" : "timeline/";
        var query = new StringBuilder("database=timeline");
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            query.append('&').append(parts[0]).append('=').append(URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
        }
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.port() + "/api/v1/" + folder + what + "?" + query))
                .header("Authorization", "Bearer " + Stack.shared().token(role))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void a_mass_delete_is_found_with_its_target_and_a_restore_to_it_brings_the_rows_back() throws Exception {
        transaction("CREATE TABLE crowd (id int PRIMARY KEY, x text); INSERT INTO crowd SELECT i, 'x' FROM"
                + " generate_series(1, 500) i");
        assertThat(backup(BackupType.FULL).getSucceeded()).isNotNull();
        String before = digest("timeline", "crowd");
        transaction("DELETE FROM crowd WHERE id < 3");
        transaction("INSERT INTO crowd VALUES (1, 'x'), (2, 'x')");
        long wreck = transaction("DELETE FROM crowd WHERE id <= 400");
        transaction("INSERT INTO crowd VALUES (1000, 'later')");

        JsonNode found = JSON.readTree(good(ask("transactions", "table=crowd", "op=delete", "minRows=100")));

        assertThat(found.path("transactions").size()).as("%s", found).isEqualTo(1);
        JsonNode one = found.path("transactions").get(0);
        assertThat(one.path("xid").asLong()).isEqualTo(wreck);
        assertThat(one.path("tables").path("public.crowd").path("deleted").asLong())
                .isEqualTo(400);
        OperationEvent restored = service.command(
                "timeline",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBeforeXid(one.path("before").path("beforeXid").asLong())
                        .setInto("crowd_back")
                        .build()));
        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        assertThat(digest("crowd_back", "crowd")).isEqualTo(before);
        JsonNode made = JSON.readTree(good(ask("transactions", "table=crowd", "op=ddl")))
                .path("transactions")
                .get(0);
        assertThat(made.path("user").asString())
                .isEqualTo(Stack.shared().operated().superuser());
        assertThat(made.path("ddl").toString()).contains("CREATE TABLE public.crowd");
        assertThat(JSON.readTree(good(ask("transactions", "table=crowd", "limit=2")))
                        .path("more")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_viewer_may_count_but_sees_no_rows() throws Exception {
        assertThat(askAs("viewer", "transactions").statusCode()).isEqualTo(200);
        assertThat(askAs("viewer", "history", "table=pages", "key=1").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_rows_history_goes_through_a_change_of_its_key_and_begins_with_the_base() throws Exception {
        transaction("UPDATE pages SET url = 'changed' WHERE id = 905");
        transaction("UPDATE pages SET id = 5005 WHERE id = 905");
        long last = transaction("DELETE FROM pages WHERE id = 5005");

        JsonNode told = JSON.readTree(good(ask("history", "table=pages", "key=5005")));

        JsonNode versions = told.path("versions");
        assertThat(versions.valueStream().map(one -> one.path("operation").asString()))
                .as("%s", told)
                .containsExactly("base", "update", "update", "delete");
        assertThat(versions.get(0).path("values").path("url").asString()).isEqualTo("u905");
        assertThat(versions.get(1).path("changed").toString()).contains("\"url\"");
        assertThat(versions.get(2).path("changed").toString()).isEqualTo("[\"id\"]");
        assertThat(versions.get(2).path("values").path("body").asString()).hasSize(3200);
        assertThat(versions.get(3).path("xid").asLong()).isEqualTo(last);
        assertThat(JSON.readTree(good(ask("history", "table=links", "key=target=x, \"y\" = 7", "key=page=7")))
                        .path("versions")
                        .size())
                .isEqualTo(1);
        assertThat(ask("history", "table=links", "key=7").body()).contains("rows are named by page, target");
    }

    @Test
    void what_undoes_a_transaction_brings_back_exactly_its_rows_and_refuses_one_that_changed_since() throws Exception {
        String pages = digest("timeline", "pages WHERE id BETWEEN 100 AND 300 OR id = 950");
        String links = digest("timeline", "links WHERE page BETWEEN 100 AND 300");
        long wreck = transaction("UPDATE pages SET url = 'wrong', meta = '{}' WHERE id BETWEEN 100 AND 200;"
                + "UPDATE pages SET url = NULL, seen = NULL WHERE id BETWEEN 100 AND 110;"
                + "UPDATE pages SET id = 700100 WHERE id = 950;"
                + "DELETE FROM pages WHERE id BETWEEN 201 AND 298;"
                + "INSERT INTO pages (id, url, meta) VALUES (150000, 'made', '[1]')");

        Path undo = file("undo.sql", good(ask("undo", "xid=" + wreck)));
        psql("timeline", "-f", undo.toString());

        assertThat(digest("timeline", "pages WHERE id BETWEEN 100 AND 300 OR id = 950"))
                .isEqualTo(pages);
        assertThat(digest("timeline", "links WHERE page BETWEEN 100 AND 300")).isEqualTo(links);
        assertThat(psql("timeline", "-c", "SELECT count(*) FROM pages WHERE id > 100000")
                        .strip())
                .isEqualTo("0");

        long again = transaction("UPDATE pages SET url = 'again' WHERE id IN (120, 121)");
        transaction("UPDATE pages SET url = 'by someone else' WHERE id = 120");
        Path refused = file("refused.sql", good(ask("undo", "xid=" + again)));
        assertThatThrownBy(() -> psql("timeline", "-f", refused.toString()))
                .hasMessageContaining("row (id)=(120) of public.pages is not as transaction " + again + " left it");
        assertThat(psql("timeline", "-c", "SELECT url FROM pages WHERE id = 121")
                        .strip())
                .isEqualTo("again");
    }

    @Test
    void what_cannot_be_undone_is_refused_as_a_whole_with_its_reason() throws Exception {
        long emptied = transaction("CREATE TABLE emptied (id int PRIMARY KEY); INSERT INTO emptied VALUES (1)");
        long truncated = transaction("TRUNCATE emptied");

        assertThat(ask("undo", "xid=" + emptied).body()).contains("changed the schema: CREATE TABLE");
        assertThat(ask("undo", "xid=" + truncated).body())
                .contains(
                        "emptied public.emptied by TRUNCATE", "\"mend\":\"chronoops restore --before-xid " + truncated);
        assertThat(ask("undo", "xid=1").statusCode()).isEqualTo(404);
        assertThat(ask("transactions", "from=2026-11-23 10:00").body()).contains("is no time with its zone");
    }

    @Test
    void the_log_as_sql_makes_the_same_rows_elsewhere_and_as_json_has_a_line_a_change() throws Exception {
        String shape =
                "CREATE TABLE replayed (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text, b json, c numeric[],"
                        + " twice int GENERATED ALWAYS AS (length(a) * 2) STORED)";
        transaction(shape);
        String from =
                psql("timeline", "-c", "SELECT to_json(clock_timestamp() AT TIME ZONE 'UTC')")
                                .strip()
                                .replace("\"", "") + "Z";
        transaction("INSERT INTO replayed (a, b, c) SELECT E'it''s\\\\ \\n"
                + ":x $$ ' || i, '{\"i\": 1}', ARRAY[i, NULL, 0.50] FROM generate_series(1, 300) i");
        transaction("UPDATE replayed SET a = NULL WHERE id % 3 = 0; DELETE FROM replayed WHERE id % 7 = 0; TRUNCATE"
                + " replayed");
        transaction("INSERT INTO replayed (a, b) SELECT repeat('x', 300000), '[]' FROM generate_series(1, 2) i");
        transaction("UPDATE replayed SET c = '{1}' WHERE id > 1");

        String sql = good(ask("changes", "tables=replayed", "format=sql", "from=" + from));
        String json = good(ask("changes", "tables=replayed", "from=" + from));

        psql("timeline", "-c", "CREATE DATABASE timeline_copy TEMPLATE template0");
        psql("timeline_copy", "-c", shape);
        psql("timeline_copy", "-f", file("changes.sql", sql).toString());
        assertThat(digest("timeline_copy", "replayed")).isEqualTo(digest("timeline", "replayed"));
        long changes = json.lines().map(JSON::readTree).count();
        assertThat(changes).isEqualTo(300 + 100 + 42 + 1 + 2 + 2);
        JsonNode diff = JSON.readTree(good(ask("diff", "tables=replayed", "from=" + from, "to=2100-01-01T00:00:00Z")));
        assertThat(diff.path("tables").get(0).path("added").asLong()).isEqualTo(2);
        assertThat(diff.path("tables").get(0).path("emptied").asBoolean()).isTrue();
    }
}
