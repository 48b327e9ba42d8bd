package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.stack.kafka.Acls;
import io.chronoops.stack.kafka.Principals;
import io.chronoops.topics.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** The composed broker gets what the local one gets. */
class KafkaTablesTest {
    @Test
    void it_gives_the_same_rights() {
        assertThat(lines("acls").flatMap(KafkaTablesTest::bindings)).containsExactlyInAnyOrderElementsOf(Acls.all());
    }

    @Test
    void it_has_the_same_topics() {
        assertThat(lines("topics").map(KafkaTablesTest::topic)).containsExactlyInAnyOrderElementsOf(Topics.fixed());
    }

    @Test
    void it_has_the_same_users() {
        String users = Written.text("monitoring/compose/kafka/start.sh")
                .lines()
                .filter(line -> line.strip().startsWith("for user in "))
                .findFirst()
                .orElseThrow();
        assertThat(Principals.ALL).allMatch(users::contains);
    }

    private static Stream<AclBinding> bindings(String line) {
        String[] words = line.split(" ", -1);
        return Arrays.stream(words[4].split(",", -1))
                .map(operation -> new AclBinding(
                        new ResourcePattern(
                                ResourceType.valueOf(words[1].toUpperCase(Locale.ROOT)),
                                words[2],
                                PatternType.valueOf(words[3].toUpperCase(Locale.ROOT))),
                        new AccessControlEntry(
                                "User:" + words[0],
                                "*",
                                AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)));
    }

    private static Topics.Spec topic(String line) {
        String[] words = line.split(" ", -1);
        Map<String, String> config = Arrays.stream(words[2].split(",", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, _) -> a, TreeMap::new));
        return new Topics.Spec(words[0], Integer.parseInt(words[1]), config);
    }

    private static Stream<String> lines(String file) {
        return Written.text("monitoring/compose/kafka/" + file).lines().filter(line -> !line.startsWith("#"));
    }
}
