package io.chronoops.stack.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.stack.process.MachineLacks;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostgresBinariesTest {
    @Test
    void a_machine_without_a_server_is_told_how_to_get_one() {
        assertThatThrownBy(() -> PostgresBinaries.among(Stream.of(Path.of("/nowhere"))))
                .isInstanceOf(MachineLacks.class)
                .hasMessageContaining("sudo apt-get install postgresql")
                .extracting(failure -> ((MachineLacks) failure).exitCode())
                .isEqualTo(3);
    }
}
