package io.chronoops.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
    private final PostgresBinaries binaries = new PostgresBinaries(Path.of("/nowhere/bin"));

    @Test
    void the_operated_server_writes_a_log_that_can_be_decoded() {
        assertThat(new ServerSettings("operated", "admin_user", 1, true, true).options(binaries))
                .contains("wal_level=logical");
    }

    @Test
    void listens_on_the_loopback_only() {
        assertThat(new ServerSettings("control", "control_admin", 1, false, true).options(binaries))
                .contains("listen_addresses=127.0.0.1", "unix_socket_directories=");
    }

    @Test
    void only_a_test_gives_up_on_the_disk() {
        assertThat(new ServerSettings("control", "control_admin", 1, false, true).options(binaries))
                .doesNotContain("fsync=off");
        assertThat(new ServerSettings("control", "control_admin", 1, false, false).options(binaries))
                .contains("fsync=off");
    }

    @Test
    void what_a_measurement_sets_comes_last_and_so_wins() {
        var measured = new ServerSettings("operated", "admin_user", 1, true, true, List.of("shared_buffers=512MB"));

        assertThat(measured.options(binaries)).containsSubsequence("shared_buffers=64MB", "shared_buffers=512MB");
    }
}
