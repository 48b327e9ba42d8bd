package io.chronoops.migration.cover;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupExpired;
import io.chronoops.ops.BackupVerified;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Started;
import io.chronoops.ops.Succeeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JudgeCoverTest {
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private final List<OperationEvent> events = new ArrayList<>();

    private Verdict verdict() {
        return JudgeCover.judge("shop", events, NOW, DAY);
    }

    private JudgeCoverTest event(int minutesAgo, String operation, String type, Consumer<OperationEvent.Builder> what) {
        var event = OperationEvent.newBuilder()
                .setId(operation + minutesAgo)
                .setAt(NOW.minus(Duration.ofMinutes(minutesAgo)))
                .setSource("test")
                .setOperationId(operation)
                .setCommandType(type)
                .setDatabase("shop");
        what.accept(event);
        events.add(event.build());
        return this;
    }

    private JudgeCoverTest backup(String id, String type, int began, int ended) {
        event(began, id, "backup", event -> event.setStarted(new Started(1)));
        return event(
                ended,
                id,
                "backup",
                event -> event.setSucceeded(new Succeeded("done", Map.of("type", type, "backupId", id))));
    }

    private JudgeCoverTest verified(String id) {
        return event(1, "verify", "verify", event -> event.setBackupVerified(new BackupVerified(id, 1L, 1L)));
    }

    private JudgeCoverTest migrated(int ago, String base) {
        return event(
                ago,
                "migration",
                "migrate",
                event -> event.setSucceeded(new Succeeded("done", Map.of("backupId", base))));
    }

    @Test
    void a_verified_full_backup_covers() {
        backup("b1", "FULL", 60, 50).verified("b1");

        assertThat(verdict()).isEqualTo(new Verdict.Covered("b1", NOW.minus(Duration.ofMinutes(50))));
    }

    @Test
    void without_any_the_mend_is_to_take_one() {
        assertThat(verdict())
                .isEqualTo(new Verdict.Uncovered(
                        "database shop has no full backup of the last 24 hours",
                        "take one: chronoops backup --type=full --database shop"));
    }

    @Test
    void an_unverified_one_is_to_be_verified() {
        backup("b1", "FULL", 60, 50);

        assertThat(verdict()).isInstanceOfSatisfying(Verdict.Uncovered.class, uncovered -> {
            assertThat(uncovered.why()).isEqualTo("full backup b1 of database shop is not verified");
            assertThat(uncovered.mend()).startsWith("verify it: chronoops backups verify b1");
        });
    }

    @Test
    void other_types_other_databases_old_and_expired_ones_do_not_count() {
        backup("schema", "SCHEMA", 60, 50).verified("schema");
        backup("old", "FULL", 2000, 1990).verified("old");
        backup("gone", "FULL", 60, 50)
                .verified("gone")
                .event(5, "cleanup", "cleanup", event -> event.setBackupExpired(new BackupExpired("gone", "rule")));
        event(9, "other", "backup", event -> event.setDatabase("other")
                .setSucceeded(new Succeeded("done", Map.of("type", "FULL", "backupId", "other"))));
        verified("other");

        assertThat(verdict()).isInstanceOf(Verdict.Uncovered.class);
    }

    @Test
    void one_that_began_before_the_last_migration_does_not_cover_what_came_of_it() {
        backup("before", "FULL", 60, 20).verified("before").migrated(30, "base");

        assertThat(verdict()).isInstanceOfSatisfying(Verdict.Uncovered.class, uncovered -> assertThat(uncovered.why())
                .contains("since its last migration"));
    }

    @Test
    void the_base_of_the_last_migration_covers_and_so_does_a_later_backup() {
        backup("base", "FULL", 45, 40).verified("base").migrated(30, "base");
        assertThat(verdict()).isInstanceOfSatisfying(Verdict.Covered.class, covered -> assertThat(covered.backupId())
                .isEqualTo("base"));

        backup("later", "FULL", 20, 10).verified("later");
        assertThat(verdict()).isInstanceOfSatisfying(Verdict.Covered.class, covered -> assertThat(covered.backupId())
                .isEqualTo("later"));
    }
}
