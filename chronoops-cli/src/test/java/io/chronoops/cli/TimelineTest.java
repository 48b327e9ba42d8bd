package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.output.Json;
import org.junit.jupiter.api.Test;

class TimelineTest extends PlayedServices {
    private static final String FOUND = """
        {"transactions":[
          {"xid":48213,"commitAt":"2026-08-27T11:50:00.5Z","lsn":"0/16B3748","changed":4000,
           "tables":{"public.orders":{"inserted":0,"updated":0,"deleted":4000,"truncated":0},
                     "public.lines":{"inserted":1,"updated":2,"deleted":0,"truncated":1}},
           "ddl":[],"user":null,"before":{"beforeXid":48213,"pointInTime":"2026-08-27T11:50:00.499999Z"}},
          {"xid":48001,"commitAt":"2026-08-27T10:00:00Z","lsn":"0/16A0000","changed":0,"tables":{},
           "ddl":["DROP TABLE public.old"],"user":"anna","before":{"beforeXid":48001,"pointInTime":"2026-08-27T09:59:59.999999Z"}}],
         "more":true,"archivedUntil":"2026-08-27T11:59:00Z"}\
        """;

    @Test
    void what_was_found_is_told_newest_first_with_the_target_before_it() {
        services.get(
                "/api/v1/timeline/transactions?database=shop&from=2026-08-27T08%3A00%3A00Z&table=orders&op=delete&minRows=100&limit=2",
                FOUND);

        Called called = Called.with(
                services,
                "find",
                "--table",
                "orders",
                "--op=delete",
                "--min-rows=100",
                "--from=2026-08-27 10:00",
                "--limit=2");

        assertThat(called.exit()).as("%s", called).isZero();
        assertThat(called.out())
                .contains("2026-08-27 13:50:00  9 min ago  48213  0/16B3748  unknown")
                .contains("public.orders: 4,000 deleted", "public.lines: 1 inserted, 2 updated, truncated")
                .contains("anna", "DROP TABLE public.old")
                .contains("restore --before-xid XID, for example 48213")
                .contains("--point-in-time \"2026-08-27T11:50:00.499999Z\"")
                .contains("archived until 2026-08-27 13:59:00", "there are older ones: give a higher --limit");
    }

    @Test
    void a_program_gets_the_document() {
        services.get("/api/v1/timeline/transactions?database=shop&limit=20", FOUND);

        Called called = Called.with(services, "find", "--output", "json");

        assertThat(Json.read(called.out())
                        .path("transactions")
                        .get(0)
                        .path("xid")
                        .asLong())
                .isEqualTo(48213);
    }

    @Test
    void versions_mark_what_changed_and_say_what_the_log_does_not_tell() {
        services.get("/api/v1/rows/history?database=shop&table=prices&key=shop%3D7&key=day%3D1&limit=100", """
            {"table":"public.prices","identity":["shop","day"],"versions":[
              {"at":"2026-08-27T08:00:00Z","xid":null,"lsn":null,"operation":"base","values":{"shop":"7","note":null},"changed":[],"unchanged":[],"large":{},"user":null},
              {"at":"2026-08-27T09:00:00Z","xid":5,"lsn":"0/5","operation":"update","values":{"shop":"7","note":"dear"},"changed":["note"],"unchanged":["body"],"large":{"scan":"ab12"},"user":"anna"}],
             "begins":"history begins with the archive","more":false,"archivedUntil":"2026-08-27T11:59:00Z"}\
            """);

        Called called = Called.with(services, "history", "prices", "shop=7", "day=1");

        assertThat(called.out()).isEqualTo("""
            2026-08-27 10:00:00  base
                shop = 7
                note = NULL
            2026-08-27 11:00:00  update  xid 5  0/5  by anna
                shop = 7
              * note = dear
                scan = (large, kept in the repository as ab12)
                body = (unchanged)
            history begins with the archive
            archived until 2026-08-27 13:59:00
            """);
    }

    @Test
    void the_log_and_what_undoes_a_transaction_come_as_they_are() {
        services.get(
                "/api/v1/rows/changes?database=shop&tables=a%2Cb&format=sql",
                "BEGIN;\nINSERT INTO a VALUES ('x\r\ny');\nCOMMIT;\n");
        services.get("/api/v1/rows/undo?database=shop&xid=7", "BEGIN;\n-- zurück\nCOMMIT;\n");

        Called changes = Called.with(services, "changes", "--tables", "a", "b", "--format=sql");
        Called undo = Called.with(services, "undo", "--xid", "7");

        assertThat(changes.out()).isEqualTo("BEGIN;\nINSERT INTO a VALUES ('x\r\ny');\nCOMMIT;\n");
        assertThat(undo.out()).isEqualTo("BEGIN;\n-- zurück\nCOMMIT;\n");
    }

    @Test
    void a_refusal_is_told_with_its_mend() {
        services.play("GET /api/v1/rows/undo?database=shop&xid=7", 422, """
            {"status":422,"detail":"transaction 7 cannot be undone by SQL: it emptied public.a by TRUNCATE","mend":"chronoops restore --before-xid 7"}\
            """);
        services.play("GET /api/v1/rows/changes?database=shop&format=json", 422, """
            {"status":422,"detail":"the log has a gap in that time","mend":"ask for another time"}\
            """);

        Called called = Called.with(services, "undo", "--xid", "7");
        Called changes = Called.with(services, "changes");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("emptied public.a by TRUNCATE", "mend:  chronoops restore --before-xid 7");
        assertThat(called.out()).isEmpty();
        assertThat(changes.exit()).isEqualTo(1);
        assertThat(changes.err()).contains("the log has a gap in that time");
    }

    @Test
    void a_difference_counts_rows_by_table_and_needs_two_moments() {
        services.get(
                "/api/v1/timeline/diff?database=shop&from=2026-08-27T08%3A00%3A00Z&to=2026-08-27T09%3A00%3A00Z", """
                {"tables":[{"table":"public.orders","added":1200,"removed":3,"changed":4,"emptied":false},
                           {"table":"public.tmp","added":1,"removed":0,"changed":0,"emptied":true}],"archivedUntil":"2026-08-27T11:59:00Z"}\
                """);

        Called called = Called.with(services, "diff", "--from=2026-08-27 10:00", "--to=2026-08-27 11:00");

        assertThat(called.out())
                .contains("public.orders  1,200        3        4")
                .contains("truncated: rows");
        assertThat(Called.with(services, "diff", "--from=2026-08-27 10:00").exit())
                .isEqualTo(2);
    }

    @Test
    void rows_are_undone_by_condition_as_sql_and_a_difference_is_shown_as_sql() {
        services.get(
                "/api/v1/rows/undo?database=shop&table=orders&where=id%20%3D%207&to=2026-08-27T08%3A00%3A00Z&overwriteChanged=true",
                "BEGIN;\nCOMMIT;\n");
        services.get(
                "/api/v1/rows/diff?database=shop&from=2026-08-27T08%3A00%3A00Z&to=2026-08-27T09%3A00%3A00Z&tables=a",
                "BEGIN;\n-- a\nCOMMIT;\n");

        Called undo = Called.with(
                services,
                "undo",
                "--table=orders",
                "--where=id = 7",
                "--to-time=2026-08-27 10:00",
                "--overwrite-changed");
        Called diff = Called.with(
                services, "diff", "--from=2026-08-27 10:00", "--to=2026-08-27 11:00", "--tables=a", "--sql");

        assertThat(undo.out()).as("%s", undo).isEqualTo("BEGIN;\nCOMMIT;\n");
        assertThat(diff.out()).as("%s", diff).isEqualTo("BEGIN;\n-- a\nCOMMIT;\n");
        assertThat(Called.with(services, "undo", "--table=orders").exit()).isEqualTo(2);
        assertThat(Called.with(services, "undo", "--xid=7", "--table=orders").exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "undo").exit()).isEqualTo(2);
    }

    @Test
    void an_undo_is_run_once_the_databases_name_was_typed() {
        operation(succeeded("what transaction 7 did is undone by transaction 9", "{\"xid\":\"9\",\"rows\":\"4\"}"));

        Called wrong = Called.typing("shpo\n", services, "undo", "--xid", "7", "--apply");
        Called script = Called.with(services, "undo", "--xid", "7", "--apply");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(script.exit()).isEqualTo(2);
        assertThat(services.posted()).isEmpty();

        Called typed = Called.typing("shop\n", services, "undo", "--xid", "7", "--apply");

        assertThat(typed.exit()).as("%s", typed).isZero();
        assertThat(typed.err()).contains("undoing of transaction 7 in shop itself, in one transaction");
        assertThat(typed.out()).contains("chronoops undo --xid 9 --apply --database shop");
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"undo\":{\"xid\":7,", "\"overwriteChanged\":false");
    }
}
