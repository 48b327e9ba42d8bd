package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.output.Json;
import org.junit.jupiter.api.Test;

class ListsTest extends PlayedServices {
    @Test
    void backups_stand_in_aligned_columns_newest_first() {
        services.get("/api/v1/backups", """
                [{"id":"b1","database":"shop","type":"full","takenAt":"2026-08-26T12:00:00Z","lsn":"0/1","tables":2,"rows":1500,"bytes":4500000,"codec":"gzip:6","location":"/r","verifiedAt":"2026-08-27T11:00:00Z","pinnedAt":"2026-08-27T11:00:00Z"},
                 {"id":"b2","database":"shop","type":"incremental","takenAt":"2026-08-27T11:59:00Z","lsn":"0/2","tables":0,"rows":7,"bytes":812,"codec":"none","location":"/r","damaged":"data/pages.gz differs"}]""");

        Called called = Called.with(services, "backups", "list");

        assertThat(called.out()).isEqualTo("""
                ID  DATABASE  TYPE         TAKEN                      AGE  TABLES   ROWS    SIZE  VERIFIED  KEPT
                b2  shop      incremental  2026-08-27 13:59:00  1 min ago       0      7   812 B  damaged   by rule
                b1  shop      full         2026-08-26 14:00:00   24 h ago       2  1,500  4.5 MB  1 h ago   pinned
                """);
    }

    @Test
    void schedules_show_what_they_do_when_they_did_it_last_and_when_they_are_due() {
        services.get("/api/v1/schedules", """
                [{"name":"daily-full","command":"backup","type":"full","cron":"0 2 * * *","zone":"UTC","databases":[],"last":"2026-08-27T02:00:01Z","lastFailure":null,"next":"2026-08-28T02:00:00Z"},
                 {"name":"monthly-drill","command":"drill","type":null,"cron":"0 6 1 * *","zone":"UTC","databases":["shop"],"last":null,"lastFailure":"2026-08-27T11:00:00Z","next":"2026-08-27T12:00:10Z"}]""");

        Called called = Called.with(services, "schedules", "list");

        assertThat(called.out()).isEqualTo("""
                NAME           WHAT         DATABASES  CRON       ZONE  LAST                 NEXT
                daily-full     full backup  all        0 2 * * *  UTC   2026-08-27 04:00:01  2026-08-28 04:00:00 (in 14 h)
                monthly-drill  drill        shop       0 6 1 * *  UTC   cannot be published  2026-08-27 14:00:10 (in 10 s)
                """);
    }

    @Test
    void coverage_says_each_interval_and_why_it_ended() {
        services.get("/api/v1/coverage?database=shop", """
                [{"table":"public.pages","intervals":[
                   {"from":"2026-08-26T12:00:00Z","until":"2026-08-26T13:00:00Z","baseId":"b1","endedBy":"ALTER TABLE changed its shape"},
                   {"from":"2026-08-27T11:00:00Z","until":"2026-08-27T11:59:50Z","baseId":"b2","endedBy":null}],"note":null},
                 {"table":"public.logs","intervals":[],"note":"it has no key"}]""");
        services.get("/api/v1/databases/shop/archive", "{\"segments\":1200,\"bytes\":3500000,\"changes\":100000}");

        Called called = Called.with(services, "coverage");
        Called one = Called.with(services, "coverage", "--table", "logs");

        assertThat(called.out())
                .contains(
                        "public.pages  2026-08-26 14:00:00  2026-08-26 15:00:00  23 h ago  ended: ALTER TABLE changed its shape")
                .contains("              2026-08-27 13:00:00  2026-08-27 13:59:50  10 s ago  any moment, growing")
                .contains("it has no key")
                .contains("the log: 100,000 changes in 1,200 segments, 3.5 MB, 35 bytes a change");
        assertThat(one.out()).contains("public.logs").doesNotContain("public.pages");
    }

    @Test
    void databases_show_where_their_capture_stands() {
        services.get("/api/v1/databases/shop/capture", """
                {"database":"shop","status":"down","reason":"backup_user: wrong password","sealedCommitAt":"2026-08-27T11:50:00Z","sealedLsn":"0/1"}""");

        Called called = Called.with(services, "databases", "list");
        Called json = Called.with(services, "databases", "list", "--output", "json");

        assertThat(called.out())
                .contains("postgresql://127.0.0.1:5432/shop  down", "10 min ago  backup_user: wrong password");
        assertThat(Json.read(json.out()).get(0).path("capture").path("status").asString())
                .isEqualTo("down");
    }

    @Test
    void a_check_that_finds_something_wrong_exits_1() {
        services.get("/api/v1/databases/shop/check", """
                [{"level":"ok","what":"backup_user connects","mend":""},{"level":"wrong","what":"wal_level is replica","mend":"ALTER SYSTEM …"}]""");

        Called called = Called.with(services, "databases", "check");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out()).isEqualTo("""
                ok      backup_user connects
                wrong   wal_level is replica
                        mend: ALTER SYSTEM …
                """);
    }

    @Test
    void operations_of_all_services_come_together_and_a_service_that_is_away_is_named() {
        services.get("/api/v1/operations?limit=20", "[" + running(1, 2) + "]");
        services.play("GET /api/v1/operations?limit=20", 503, "{\"detail\":\"starting\"}");

        Called called = Called.with(services, "operations", "list");

        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains(ID + "  backup  shop      running", "copying rows");
        assertThat(called.err()).contains("warning: migration-service cannot do it now: starting");
    }
}
