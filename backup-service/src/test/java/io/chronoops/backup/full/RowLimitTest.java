package io.chronoops.backup.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowLimitTest {
    private static final int MB = 1 << 20;
    private static final SourceTable WIDE =
            new SourceTable(1, "public", "wide", 1, 0, false, List.of("id"), List.of("id", "t"), List.of(1, 2));

    @Test
    void rows_of_32_megabytes_fit_into_any_heap() {
        assertThatCode(() -> RowLimit.of(256L * MB).refuseTooLarge(WIDE, 32 * MB + 10))
                .doesNotThrowAnyException();
    }

    @Test
    void beside_256_megabytes_a_row_may_take_half_of_the_heap() {
        assertThatCode(() -> RowLimit.of(656L * MB).refuseTooLarge(WIDE, 200 * MB))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RowLimit.of(656L * MB).refuseTooLarge(WIDE, 210 * MB))
                .isInstanceOf(OperationFailed.class);
    }

    @Test
    void what_is_refused_is_named_with_its_size_and_the_heap_that_it_needs() {
        assertThatThrownBy(() -> RowLimit.of(256L * MB).refuseTooLarge(WIDE, 40 * MB))
                .isInstanceOfSatisfying(OperationFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.TOO_LARGE);
                    assertThat(failed.getMessage())
                            .isEqualTo("a row of public.wide is 40 MB of text, more than the 32 MB that fit into"
                                    + " this service's heap of 256 MB");
                    assertThat(failed.mend()).contains("-Xmx337m");
                });
    }
}
