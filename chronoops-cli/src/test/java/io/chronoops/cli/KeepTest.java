package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.output.Json;
import org.junit.jupiter.api.Test;

class KeepTest extends PlayedServices {
    private void backupOf(String database) {
        services.get("/api/v1/backups/" + ID, "{\"id\":\"" + ID + "\",\"database\":\"" + database + "\"}");
    }

    @Test
    void a_backup_is_pinned_and_unpinned_in_its_own_database() {
        backupOf("archive");
        operation(succeeded("backup is pinned: it is kept until it is unpinned", "{}"));

        Called pinned = Called.with(services, "backups", "pin", ID);
        Called unpinned = Called.with(services, "backups", "unpin", ID);

        assertThat(pinned.exit() + unpinned.exit()).isZero();
        assertThat(pinned.out()).contains("kept until it is unpinned");
        assertThat(services.posted().get(0))
                .contains("\"database\":\"archive\"", "\"backupId\":\"" + ID + "\"", "\"pinned\":true");
        assertThat(services.posted().get(1)).contains("\"pinned\":false");
    }

    @Test
    void an_export_says_where_it_goes() {
        backupOf("shop");
        operation(succeeded("exported", "{\"file\":\"/mnt/usb/shop.sql.gz\"}"));

        Called called = Called.with(services, "backups", "export", ID, "--to", "/mnt/usb/shop.sql.gz");

        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("/mnt/usb/shop.sql.gz");
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"format\":\"sql.gz\"", "\"file\":\"/mnt/usb/shop.sql.gz\"");
    }

    @Test
    void a_drill_says_what_it_will_do_and_how_it_went() {
        operation(succeeded("backup is proven", "{\"database\":\"rehearsal\",\"seconds\":\"12.3\"}"));

        Called newest = Called.with(services, "drill");
        Called kept = Called.with(services, "drill", "--into", "rehearsal", "--keep");

        assertThat(newest.err()).contains("the newest full backup and the log after it", "shop itself");
        assertThat(services.posted().get(0)).contains("\"backupId\":null", "\"into\":null", "\"keep\":false");
        assertThat(services.posted().get(1)).contains("\"into\":\"rehearsal\"", "\"keep\":true");
        assertThat(kept.out()).contains("seconds   12.3", "psql -d rehearsal", "drop it when done");
    }

    @Test
    void a_compaction_says_what_it_folded() {
        operation(succeeded("1000 changes of 10 segments folded to 7 in 1 runs", "{\"runs\":\"1\"}"));

        Called called = Called.with(services, "compact", "--dry-run");

        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("folded to 7");
        assertThat(services.posted()).singleElement().asString().contains("\"compact\":", "\"dryRun\":true");
    }

    @Test
    void a_differential_backup_is_asked_for_by_its_type() {
        operation(succeeded("differential backup of shop", "{}"));

        assertThat(Called.with(services, "backup", "--type=differential").exit())
                .isZero();
        assertThat(services.posted()).singleElement().asString().contains("\"type\":\"DIFFERENTIAL\"");
    }

    @Test
    void a_dry_cleanup_is_a_table_of_decisions_and_their_reasons() {
        services.get("/api/v1/backups?database=shop", """
                [{"id":"b1","database":"shop","type":"full","takenAt":"2026-07-01T12:00:00Z","lsn":"0/1","tables":2,"rows":1500,"bytes":4500000,"codec":"gzip:6","location":"/r"},
                 {"id":"b2","database":"shop","type":"full","takenAt":"2026-08-27T11:59:00Z","lsn":"0/2","tables":2,"rows":7,"bytes":812,"codec":"none","location":"/r"}]""");
        operation(
                succeeded(
                        "1 of 2 backups would be removed (dry run, nothing was)",
                        "{\"b1\":\"expires: older than 30 days, and nothing needs it\",\"b2\":\"kept: the last good full backup is never removed\",\"freedBytes\":\"1\"}"));

        Called called = Called.with(services, "cleanup", "--dry-run");
        Called json = Called.with(services, "cleanup", "--dry-run", "--output", "json");

        assertThat(called.out()).isEqualTo("""
                ok: 1 of 2 backups would be removed (dry run, nothing was)
                BACKUP  TYPE  TAKEN                  SIZE  DECISION  WHY
                b2      full  2026-08-27 13:59:00   812 B  kept      the last good full backup is never removed
                b1      full  2026-07-01 14:00:00  4.5 MB  would go  older than 30 days, and nothing needs it
                next: chronoops cleanup
                """.replace(
                        "ok:", called.out().substring(0, called.out().indexOf(' '))));
        assertThat(services.posted()).allMatch(body -> body.contains("\"dryRun\":true"));
        assertThat(Json.read(json.out()).path("details").path("b1").asString()).startsWith("expires: ");
    }

    @Test
    void a_backup_can_be_encrypted_slowed_down_and_refused() {
        operation(succeeded("full backup of shop", "{\"backupId\":\"" + ID + "\"}"));

        Called.with(services, "backup", "--encrypt", "--rate", "20MB/s", "--refuse-if-busy", "--retention-days", "90");
        Called.with(services, "backup", "--no-encrypt", "--rate=1.5 MiB/s");
        Called.with(services, "backup");

        assertThat(services.posted().get(0))
                .contains("\"encrypt\":true", "\"bytesPerSecond\":20000000", "\"refuseIfBusy\":true")
                .contains("\"retentionDays\":90");
        assertThat(services.posted().get(1)).contains("\"encrypt\":false", "\"bytesPerSecond\":1572864");
        assertThat(services.posted().get(2))
                .contains("\"encrypt\":null", "\"bytesPerSecond\":null", "\"refuseIfBusy\":false");
    }

    @Test
    void a_rate_that_is_none_is_refused_with_an_example() {
        Called called = Called.with(services, "backup", "--rate", "fast");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("\"fast\" is no rate: write it like 20MB/s or 500kB/s");
        assertThat(Called.with(services, "backup", "--rate", "0MB/s").exit()).isEqualTo(2);
        assertThat(services.posted()).isEmpty();
    }
}
