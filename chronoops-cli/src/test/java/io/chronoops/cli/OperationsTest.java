package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationsTest extends PlayedServices {
    @Test
    void a_cancelled_operation_is_waited_for() {
        operation(running(1, 2), running(1, 2), running(1, 2).replace("running", "cancelled"));

        Called called = Called.with(services, "operations", "cancel", ID);

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"cancel\":{\"operationId\":\"" + ID + "\"}");
        assertThat(called.out()).contains("backup of shop was cancelled");
    }

    @Test
    void what_has_ended_cannot_be_cancelled() {
        operation(succeeded("done", "{}"));

        Called called = Called.with(services, "operations", "cancel", ID);

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("has ended already: succeeded");
        assertThat(services.posted()).isEmpty();
    }

    @Test
    void one_is_shown_with_its_reason_and_mend() {
        operation(failed("CORRUPT", "1 files are damaged", "take a full backup now"));

        Called called = Called.with(services, "operations", "show", ID);

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("state      failed", "reason     CORRUPT", "mend       take a full backup now");
    }
}
