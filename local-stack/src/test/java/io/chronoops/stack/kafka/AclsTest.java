package io.chronoops.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.topics.Topics;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AclsTest {
    @Test
    void a_publisher_may_write_commands_and_read_events_and_no_other_topic() {
        assertThat(topics(Principals.PUBLISHER, AclOperation.WRITE)).containsExactly(Topics.COMMANDS);
        assertThat(topics(Principals.PUBLISHER, AclOperation.READ)).containsExactly(Topics.EVENTS);
    }

    @Test
    void the_monitor_writes_nothing_outside_its_own_topics() {
        assertThat(topics(Principals.MONITOR, AclOperation.WRITE))
                .containsExactlyInAnyOrder(
                        "chronoops.monitor.", Topics.dlt(Topics.DATABASES), Topics.dlt(Topics.EVENTS));
    }

    @Test
    void only_the_backup_service_touches_the_change_log() {
        Set<String> writers = Acls.all().stream()
                .filter(binding -> binding.pattern().name().startsWith(Topics.CDC_PREFIX))
                .filter(binding -> binding.entry().operation() != AclOperation.READ)
                .map(binding -> binding.entry().principal())
                .collect(Collectors.toSet());

        assertThat(writers).containsExactly("User:" + Principals.BACKUP);
    }

    @Test
    void groups_and_transactions_carry_the_name_of_their_service() {
        assertThat(Acls.all())
                .filteredOn(binding -> binding.pattern().resourceType() != ResourceType.TOPIC)
                .allMatch(binding -> binding.pattern().patternType() == PatternType.PREFIXED)
                .allMatch(binding -> binding.entry()
                        .principal()
                        .equals("User:" + binding.pattern().name()));
    }

    @Test
    void nobody_may_anything_on_the_cluster() {
        assertThat(Acls.all()).noneMatch(binding -> binding.pattern().resourceType() == ResourceType.CLUSTER);
    }

    private static Set<String> topics(String principal, AclOperation operation) {
        return Acls.all().stream()
                .filter(binding -> binding.pattern().resourceType() == ResourceType.TOPIC)
                .filter(binding -> binding.entry().principal().equals("User:" + principal))
                .filter(binding -> binding.entry().operation() == operation)
                .map(AclBinding::pattern)
                .map(pattern -> pattern.name())
                .collect(Collectors.toSet());
    }
}
