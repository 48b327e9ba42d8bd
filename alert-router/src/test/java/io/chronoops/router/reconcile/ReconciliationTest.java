package io.chronoops.router.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

    private final Reconciliation reconciliation = new Reconciliation(Duration.ofHours(1), Duration.ofSeconds(30));

    @Test
    void an_input_with_its_outcome_is_accounted_in_whatever_order_they_are_read() {
        reconciliation.input("a", NOW);
        reconciliation.outcome("a", NOW);
        reconciliation.outcome("b", NOW);
        reconciliation.input("b", NOW);
        reconciliation.noAlert();

        assertThat(reconciliation.report(NOW).inputs()).isEqualTo(new Report.Inputs(3, 3, 0, 0, 0));
    }

    @Test
    void an_input_without_outcome_is_pending_then_lost() {
        reconciliation.input("a", NOW);

        assertThat(reconciliation.report(NOW.plusSeconds(29)).inputs().pending())
                .isOne();
        assertThat(reconciliation.report(NOW.plusSeconds(31)).inputs().lost()).isOne();
        assertThat(reconciliation.report(NOW.plusSeconds(31)).holds()).isFalse();
    }

    @Test
    void a_second_outcome_of_one_input_is_found() {
        reconciliation.input("a", NOW);
        reconciliation.outcome("a", NOW);
        reconciliation.outcome("a", NOW);

        assertThat(reconciliation.report(NOW).holds()).isFalse();
        assertThat(reconciliation.report(NOW).inputs().twice()).isOne();
    }

    @Test
    void the_same_input_twice_shares_one_outcome() {
        reconciliation.input("a", NOW);
        reconciliation.input("a", NOW);
        reconciliation.outcome("a", NOW);

        assertThat(reconciliation.report(NOW).inputs()).isEqualTo(new Report.Inputs(2, 2, 0, 0, 0));
    }

    @Test
    void a_notification_is_pending_until_it_is_settled() {
        reconciliation.notification("a", NOW);
        reconciliation.notification("b", NOW);
        reconciliation.notification("c", NOW);
        reconciliation.settled("a", true, NOW);
        reconciliation.settled("b", false, NOW);

        assertThat(reconciliation.report(NOW.plusSeconds(5)).notifications())
                .isEqualTo(new Report.Notifications(3, 1, 1, 1, Duration.ofSeconds(5)));
    }
}
