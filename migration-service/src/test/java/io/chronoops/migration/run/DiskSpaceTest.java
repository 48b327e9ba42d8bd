package io.chronoops.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.step.TableFacts.Size;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {
    private static final long GB = 1_000_000_000L;

    @Test
    void a_fifth_of_the_disk_must_stay_free_after_what_is_needed() {
        assertThat(DiskSpace.judge(100 * GB, 30 * GB, 5 * GB)).contains("30000 MB of 100000 MB free");
        assertThatThrownBy(() -> DiskSpace.judge(100 * GB, 24 * GB, 5 * GB))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("24000 MB of 100000 MB free, up to 5000 MB needed, 20 % must stay free");
    }

    @Test
    void what_cannot_be_seen_is_said_to_be_unchecked() {
        assertThat(new DiskSpace(null).require(new Size(3_000_000, 1_000_000, 10)))
                .contains("not checked")
                .contains("needs up to 4 MB");
    }
}
