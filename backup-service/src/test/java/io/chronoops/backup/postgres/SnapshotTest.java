package io.chronoops.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void sees_what_ended_before_it_and_not_what_was_running_or_came_later() {
        Snapshot snapshot = Snapshot.parse("100:110:100,105");

        assertThat(snapshot.sees(99)).isTrue();
        assertThat(snapshot.sees(100)).isFalse();
        assertThat(snapshot.sees(104)).isTrue();
        assertThat(snapshot.sees(105)).isFalse();
        assertThat(snapshot.sees(110)).isFalse();
        assertThat(snapshot.text()).isEqualTo("100:110:100,105");
    }

    @Test
    void names_text_that_is_no_snapshot() {
        assertThatThrownBy(() -> Snapshot.parse("100")).hasMessageContaining("\"100\" is no snapshot");
    }

    @Test
    void xids_of_the_stream_widen_to_the_nearest_epoch() {
        long epoch = 1L << 32;

        assertThat(Xids.widen(5, 3 * epoch + 7)).isEqualTo(3 * epoch + 5);
        assertThat(Xids.widen(5, 3 * epoch - 2)).isEqualTo(3 * epoch + 5);
        assertThat(Xids.widen(epoch - 3, 3 * epoch + 7)).isEqualTo(3 * epoch - 3);
        assertThat(Xids.widen(700, 800)).isEqualTo(700);
    }

    @Test
    void lsns_read_and_write_as_postgres_does() {
        assertThat(Lsn.text(Lsn.parse("16/B374D848"))).isEqualTo("16/B374D848");
        assertThat(Lsn.parse("1/0")).isEqualTo(1L << 32);
        assertThatThrownBy(() -> Lsn.parse("16B3")).hasMessageContaining("is no LSN");
    }
}
