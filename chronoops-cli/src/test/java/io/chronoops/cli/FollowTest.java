package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.output.Json;
import org.junit.jupiter.api.Test;

class FollowTest extends PlayedServices {
    private static final String DONE = succeeded(
            "full backup of shop: 4,000 rows",
            "{\"backupId\":\"" + ID + "\",\"rows\":\"150500\",\"bytes\":\"4500000\"}");

    @Test
    void a_backup_is_sent_followed_and_its_outcome_shown() {
        operation(running(1, 100), DONE);

        Called called = Called.with(services, "backup", "--type=full", "--retention-days", "90", "--tables", "a", "b");

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"database\":\"shop\"")
                .contains("\"type\":\"FULL\"", "\"tables\":[\"a\",\"b\"]", "\"retentionDays\":90", "\"codec\":null");
        assertThat(called.out()).isEqualTo("""
                ✔ full backup of shop: 4,000 rows
                  backup id  %1$s
                  bytes      4.5 MB
                  rows       150,500
                next: chronoops backups verify %1$s
                """.formatted(ID));
        assertThat(called.err()).contains("operation " + ID, "  copying rows: 1 B of 100 B");
    }

    @Test
    void an_operation_that_is_not_known_yet_or_whose_service_is_away_for_a_moment_is_waited_for() {
        services.play("GET " + OPERATION, 404, "").play("GET " + OPERATION, 503, "");
        operation(DONE);

        assertThat(Called.with(services, "backup").exit()).isZero();
    }

    @Test
    void a_failed_operation_says_why_and_its_mend_and_exits_1() {
        operation(failed("REPOSITORY_FULL", "the disk of /backup is full", "free 2 GB there"));

        Called called = Called.with(services, "backup");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).endsWith("""
                error: backup of shop failed: the disk of /backup is full
                mend:  free 2 GB there
                """);
    }

    @Test
    void json_is_exactly_one_document_on_stdout_whether_it_worked_or_not() {
        operation(running(1, 2), DONE, failed("LOCKED", "table pages is locked", ""));

        Called good = Called.with(services, "--output", "json", "backup");
        Called bad = Called.with(services, "backup", "--output=json");

        assertThat(Json.read(good.out()).path("state").asString()).isEqualTo("succeeded");
        assertThat(Json.read(bad.out()).path("failure").path("reason").asString())
                .isEqualTo("LOCKED");
        assertThat(bad.exit()).isEqualTo(1);
    }

    @Test
    void no_wait_ends_at_once_and_quiet_leaves_only_the_id() {
        operation(running(1, 2));

        Called called = Called.with(services, "backup", "--no-wait");
        Called quiet = Called.with(services, "backup", "--no-wait", "--quiet");

        assertThat(called.out()).contains("chronoops operations show " + ID, "chronoops operations cancel " + ID);
        assertThat(quiet.out().strip()).isEqualTo(ID);
    }

    @Test
    void a_quiet_success_says_nothing_at_all() {
        operation(running(1, 2), DONE);

        Called called = Called.with(services, "backup", "-q");

        assertThat(called.exit()).isZero();
        assertThat(called.out() + called.err()).isEmpty();
    }

    @Test
    void a_person_sees_a_bar_that_is_gone_at_the_end() {
        operation(running(25, 100), DONE);

        Called called = Called.typing("", services, "backup");

        assertThat(called.err())
                .contains("copying rows  ━━━━━━──────────────────   25 %  25 B of 100 B")
                .endsWith("\r\u001b[K");
    }
}
