package io.chronoops.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentityTest {
    private final Identity self = Identity.of(ProcessHandle.current().pid()).orElseThrow();

    @Test
    void survives_being_kept_as_text() {
        assertThat(Identity.parse(self.text())).isEqualTo(self);
        assertThat(Identity.parse(self.text()).running()).isPresent();
    }

    @Test
    void another_process_of_the_same_pid_is_not_it() {
        assertThat(new Identity(self.pid(), "boot/1").running()).isEmpty();
    }
}
