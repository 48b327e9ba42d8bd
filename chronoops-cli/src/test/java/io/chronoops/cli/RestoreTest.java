package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestoreTest extends PlayedServices {
    private static final String RESTORED = succeeded("restored into shop_back", "{\"database\":\"shop_back\"}");

    @Test
    void it_says_what_it_will_do_and_goes_on_when_told() {
        operation(RESTORED);

        Called called = Called.typing(
                "y\n", services, "restore", "--point-in-time=2026-08-27 10:00:00", "--into", "shop_back", "--verify");

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("as of   2026-08-27 10:00:00 +02:00 (Europe/Berlin) = 2026-08-27 08:00:00 UTC")
                .contains("a new database, shop_back; shop itself is not touched", "Go on? [y/N]");
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"pointInTime\":\"2026-08-27T08:00:00Z\"", "\"verify\":true", "\"into\":\"shop_back\"");
        assertThat(called.out()).contains("psql -h 127.0.0.1 -p 5432 -d shop_back");
    }

    @Test
    void without_a_yes_nothing_is_sent() {
        Called called = Called.typing("n\n", services, "restore", "--latest");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("not agreed, nothing was done");
        assertThat(services.posted()).isEmpty();
    }

    @Test
    void a_script_must_say_yes_beforehand() {
        Called called = Called.with(services, "restore", "--latest");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("no terminal to answer at", "--yes");
        assertThat(services.posted()).isEmpty();
    }

    @Test
    void a_backup_knows_whose_it_is() {
        services.get("/api/v1/backups/" + ID, "{\"id\":\"" + ID + "\",\"database\":\"archive\"}");
        operation(RESTORED);

        Called called = Called.with(services, "restore", ID, "--yes");

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"database\":\"archive\"", "\"backupId\":\"" + ID + "\"", "\"latest\":false");
    }

    @Test
    void exactly_one_moment_must_be_named() {
        assertThat(Called.with(services, "restore", "--yes").exit()).isEqualTo(2);
        assertThat(Called.with(services, "restore", "--yes", "--before-xid", "7", "--lsn", "0/16B3748")
                        .exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "restore", "--yes", "--latest", ID).exit())
                .isEqualTo(2);
        assertThat(services.posted()).isEmpty();
    }

    @Test
    void latest_with_a_moment_is_that_moment_from_the_newest_backup_before_it() {
        operation(RESTORED);

        Called called = Called.with(services, "restore", "--yes", "--latest", "--before-xid", "7");

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"latest\":false", "\"beforeXid\":7", "\"backupId\":null");
    }

    @Test
    void a_moment_still_to_come_is_refused() {
        Called called = Called.with(services, "restore", "--yes", "--point-in-time", "2026-08-27 23:00");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("is still to come");
    }

    @Test
    void a_file_is_named_as_the_service_sees_it() {
        operation(RESTORED);

        Called called = Called.with(services, "restore", "--backup-file", "/mnt/shop.dump", "--yes");

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"backupFile\":\"/mnt/shop.dump\"", "\"latest\":false", "\"database\":\"shop\"");
        assertThat(Called.with(services, "restore", "--backup-file", "shop.dump", "--yes")
                        .err())
                .contains("shop.dump is no whole path");
        assertThat(Called.with(services, "restore", "--backup-file", "/mnt/shop.dump", "--latest", "--yes")
                        .exit())
                .isEqualTo(2);
        assertThat(services.posted()).hasSize(1);
    }

    @Test
    void a_backup_goes_to_the_server_of_another_database_when_that_is_named() {
        services.replay("GET /api/v1/databases", """
                [{"name":"shop","host":"127.0.0.1","port":5432,"dbname":"shop","sslmode":"prefer"},
                 {"name":"shop-on-18","host":"127.0.0.1","port":5433,"dbname":"postgres","sslmode":"prefer"}]""");
        operation(RESTORED);

        Called called = Called.with(services, "restore", ID, "--database", "shop-on-18", "--into", "shop", "--yes");

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"database\":\"shop-on-18\"", "\"backupId\":\"" + ID + "\"", "\"into\":\"shop\"");
    }

    @Test
    void to_replace_a_database_its_name_must_be_typed() {
        operation(
                succeeded("shop is replaced", "{\"database\":\"shop\",\"dropKept\":\"DROP DATABASE shop_replaced\"}"));

        Called wrong = Called.typing("shpo\n", services, "restore", "--latest", "--replace");
        Called yes = Called.typing("y\n", services, "restore", "--latest", "--replace");
        Called script = Called.with(services, "restore", "--latest", "--replace");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("\"shpo\" is not shop, nothing was done");
        assertThat(yes.exit()).isEqualTo(1);
        assertThat(script.exit()).isEqualTo(2);
        assertThat(script.err()).contains("no terminal to answer at", "--yes");
        assertThat(services.posted()).isEmpty();

        Called typed = Called.typing("shop\n", services, "restore", "--latest", "--replace");

        assertThat(typed.exit()).isZero();
        assertThat(typed.err())
                .contains("the place of shop itself", "backed up and kept under", "Type the database's name to go on:");
        assertThat(typed.out()).contains("DROP DATABASE shop_replaced");
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"replace\":true", "\"confirm\":\"shop\"", "\"withoutSafetyBackup\":false");
    }

    @Test
    void a_script_says_yes_to_a_replacement_and_what_excludes_it_is_refused() {
        operation(RESTORED);

        assertThat(Called.with(services, "restore", "--latest", "--replace", "--yes", "--no-safety-backup")
                        .exit())
                .isZero();
        assertThat(Called.with(services, "restore", "--latest", "--replace", "--yes", "--into", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "restore", "--latest", "--replace", "--yes", "--tables", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "restore", "--latest", "--no-safety-backup", "--yes")
                        .exit())
                .isEqualTo(2);
        assertThat(services.posted()).singleElement().asString().contains("\"withoutSafetyBackup\":true");
    }

    @Test
    void some_rows_go_to_a_restore_point_into_a_schema_beside_the_present_ones() {
        operation(succeeded("6 rows restored into schema rescue", "{\"database\":\"shop\",\"schema\":\"rescue\"}"));

        Called called = Called.typing(
                "y\n",
                services,
                "restore",
                "--mark=before-release",
                "--tables=pages",
                "--where=id<7",
                "--with-referenced",
                "--into-schema=rescue");

        assertThat(called.exit()).as("%s", called).isZero();
        assertThat(called.err())
                .contains(
                        "restore point before-release", "pages, only rows where id<7, and the rows that they refer to")
                .contains("a new schema, rescue, of shop itself");
        assertThat(called.out()).contains("psql -h 127.0.0.1 -p 5432 -d shop, schema rescue; when done: DROP SCHEMA");
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains(
                        "\"mark\":\"before-release\"",
                        "\"where\":\"id<7\"",
                        "\"withReferenced\":true",
                        "\"intoSchema\":\"rescue\"",
                        "\"latest\":false");
    }

    @Test
    void what_rows_and_schemas_do_not_go_with_is_refused() {
        assertThat(Called.with(services, "restore", "--yes", "--latest", "--mark=m", "--lsn=0/1")
                        .exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "restore", "--yes", "--latest", "--where=true")
                        .exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "restore", "--yes", "--latest", "--with-referenced")
                        .exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "restore", "--yes", "--latest", "--into-schema=x")
                        .exit())
                .isEqualTo(2);
        assertThat(Called.with(services, "restore", "--yes", "--latest", "--tables=a", "--into-schema=x", "--into=y")
                        .exit())
                .isEqualTo(2);
        assertThat(services.posted()).isEmpty();
    }
}
