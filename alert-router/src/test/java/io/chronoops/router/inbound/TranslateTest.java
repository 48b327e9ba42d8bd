package io.chronoops.router.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.AlertSeverity;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TranslateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00.123456Z");

    @Test
    void a_breach_fires_with_value_threshold_evidence_and_runbook() {
        var breach = Given.connections(BreachKind.BREACHED, Severity.CRITICAL, NOW);
        AlertEvent event = alert(TranslateBreach.translate(breach));

        var fired = Objects.requireNonNull(event.getFired());
        assertThat(event.getAt()).isEqualTo(NOW);
        assertThat(event.getCauseId()).isEqualTo(breach.getId());
        assertThat(fired.getKey()).isEqualTo("breach:connections|shop|");
        assertThat(fired.getSeverity()).isEqualTo(AlertSeverity.CRITICAL);
        assertThat(fired.getValue()).isEqualTo("95.3 %");
        assertThat(fired.getThreshold()).isEqualTo("80 %");
        assertThat(fired.getEvidence()).contains("\"used\":95");
        assertThat(fired.getRunbook()).isEqualTo("runbooks/connections.md");
    }

    @Test
    void the_same_breach_gives_the_same_record_and_another_gives_another() {
        var breach = Given.connections(BreachKind.BREACHED, Severity.WARNING, NOW);

        assertThat(TranslateBreach.translate(breach)).isEqualTo(TranslateBreach.translate(breach));
        assertThat(TranslateBreach.idOf(breach))
                .isNotEqualTo(TranslateBreach.idOf(Given.connections(BreachKind.BREACHED, Severity.WARNING, NOW)));
    }

    @Test
    void blind_fires_under_the_same_key_and_cleared_ends_it() {
        var blind = alert(TranslateBreach.translate(Given.connections(BreachKind.BLIND, Severity.WARNING, NOW)));
        var cleared = alert(TranslateBreach.translate(Given.connections(BreachKind.CLEARED, Severity.WARNING, NOW)));

        assertThat(Objects.requireNonNull(cleared.getCleared()).getKey())
                .isEqualTo(Objects.requireNonNull(blind.getFired()).getKey());
    }

    @Test
    void an_unknown_kind_is_said_to_be_unknown() {
        assertThat(TranslateBreach.translate(Given.connections(BreachKind.UNKNOWN, Severity.WARNING, NOW)))
                .isInstanceOf(Translation.Unknown.class);
    }

    @Test
    void a_failed_backup_is_critical_and_any_other_failed_operation_a_warning() {
        var backup = Objects.requireNonNull(
                alert(TranslateOperation.translate(Given.failed("backup", NOW))).getFired());
        var restore = Objects.requireNonNull(alert(TranslateOperation.translate(Given.failed("restore", NOW)))
                .getFired());

        assertThat(backup.getSeverity()).isEqualTo(AlertSeverity.CRITICAL);
        assertThat(backup.getKey()).isEqualTo("operation:backup|shop");
        assertThat(backup.getSummary())
                .isEqualTo("backup of shop failed (REPOSITORY_FULL): no space left in the repository");
        assertThat(backup.getEvidence()).contains("free some");
        assertThat(restore.getSeverity()).isEqualTo(AlertSeverity.WARNING);
    }

    @Test
    void a_success_ends_it_and_progress_is_nobodys_concern() {
        assertThat(alert(TranslateOperation.translate(Given.succeeded("backup", NOW)))
                        .getCleared())
                .isNotNull();
        assertThat(TranslateOperation.translate(Given.progress("backup", NOW))).isEqualTo(new Translation.Nothing());
    }

    private static AlertEvent alert(Translation translation) {
        return switch (translation) {
            case Translation.Alert alert -> alert.event();
            case Translation.Nothing _, Translation.Unknown _ -> throw new AssertionError(translation);
        };
    }
}
