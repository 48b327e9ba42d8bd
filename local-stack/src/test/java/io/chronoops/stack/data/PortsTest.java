package io.chronoops.stack.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.stack.process.StackProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @Test
    void free_ports_are_all_different() {
        assertThat(Ports.free().numbers().values()).doesNotHaveDuplicates().hasSize(Port.values().length);
    }

    @Test
    void are_the_same_after_being_kept(@TempDir Path folder) {
        Ports ports = Ports.free();

        ports.write(folder.resolve("ports"));

        assertThat(Ports.read(folder.resolve("ports"))).contains(ports);
    }

    @Test
    void a_port_that_another_has_is_named_with_the_mend() throws IOException {
        Ports ports = Ports.free();

        try (var _ = new ServerSocket(ports.of(Port.REGISTRY), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ports.mustBeFree(List.of(Port.BROKER, Port.REGISTRY)))
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining(ports.of(Port.REGISTRY) + " (registry)")
                    .hasMessageContaining("--free-ports");
        }
    }
}
