package io.chronoops.router.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Tier DEVOPS = new Tier("devops", Duration.ZERO, "devops");
    private static final Tier DBA = new Tier("dba", Duration.ofMinutes(15), "dba");

    @Test
    void travels_as_text_and_comes_back_equal() {
        Policy policy = Policy.standard();

        assertThat(PolicyText.read(PolicyText.write(policy))).isEqualTo(policy);
        assertThat(PolicyText.read(PolicyText.write(policy)).version()).isEqualTo(policy.version());
    }

    @Test
    void another_delay_is_another_version() {
        assertThat(Policies.every(Duration.ofSeconds(5)).version())
                .isNotEqualTo(Policy.standard().version());
    }

    @Test
    void refuses_a_severity_that_names_no_tier() {
        assertThatThrownBy(
                        () -> new Policy(List.of(DEVOPS), Map.of(Severity.CRITICAL, List.of("nobody")), Duration.ZERO))
                .hasMessageContaining("nobody")
                .hasMessageContaining("[devops]");
    }

    @Test
    void refuses_tiers_out_of_order() {
        assertThatThrownBy(() -> new Policy(List.of(DBA, DEVOPS), Map.of(), Duration.ZERO))
                .hasMessageContaining("soonest first")
                .hasMessageContaining("devops");
    }

    @Test
    void refuses_text_that_is_no_policy() {
        assertThatThrownBy(() -> PolicyText.read("{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
