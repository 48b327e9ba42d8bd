package io.chronoops.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.stack.process.MachineLacks;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackKindTest {
    @Test
    void without_a_wish_the_parts_of_this_machine_are_taken() {
        assertThat(StackKind.of(Map.of())).isEqualTo(StackKind.LOCAL);
        assertThat(StackKind.of(Map.of("CHRONOOPS_STACK", "local"))).isEqualTo(StackKind.LOCAL);
    }

    @Test
    void containers_are_refused_with_the_mend() {
        assertThatThrownBy(() -> StackKind.of(Map.of("CHRONOOPS_STACK", "containers")))
                .isInstanceOf(MachineLacks.class)
                .hasMessageContaining("CHRONOOPS_STACK=local");
    }
}
