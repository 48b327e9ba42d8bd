package io.chronoops.stack.kafka;

import static io.chronoops.stack.kafka.Principals.BACKUP;
import static io.chronoops.stack.kafka.Principals.MIGRATION;
import static io.chronoops.stack.kafka.Principals.MONITOR;
import static io.chronoops.stack.kafka.Principals.PUBLISHER;
import static io.chronoops.stack.kafka.Principals.ROUTER;
import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.chronoops.topics.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what on the broker; whatever is not here is refused. */
public final class Acls {
    private static final String MONITOR_TOPICS = "chronoops.monitor.";
    private static final String ALERT_TOPICS = "chronoops.alerts.";

    private Acls() {}

    /** The whole table. Describing comes with reading, writing and deleting. */
    public static List<AclBinding> all() {
        return Stream.of(
                        may(BACKUP, Topics.COMMANDS, READ, WRITE),
                        may(BACKUP, Topics.EVENTS, READ, WRITE),
                        may(BACKUP, Topics.DATABASES, READ, WRITE),
                        below(BACKUP, Topics.CDC_PREFIX, READ, WRITE, CREATE, DELETE, DESCRIBE_CONFIGS),
                        may(MONITOR, Topics.DATABASES, READ),
                        may(MONITOR, Topics.EVENTS, READ),
                        below(MONITOR, Topics.CDC_PREFIX, READ),
                        below(MONITOR, MONITOR_TOPICS, READ, WRITE),
                        may(MIGRATION, Topics.COMMANDS, READ, WRITE),
                        may(MIGRATION, Topics.EVENTS, READ, WRITE),
                        may(MIGRATION, Topics.DATABASES, READ),
                        may(ROUTER, Topics.BREACHES, READ),
                        may(ROUTER, Topics.EVENTS, READ),
                        may(ROUTER, Topics.DATABASES, READ),
                        below(ROUTER, ALERT_TOPICS, READ, WRITE),
                        may(PUBLISHER, Topics.COMMANDS, WRITE),
                        may(PUBLISHER, Topics.EVENTS, READ),
                        group(PUBLISHER),
                        own(BACKUP),
                        own(MONITOR),
                        own(MIGRATION),
                        own(ROUTER))
                .flatMap(bindings -> bindings)
                .distinct()
                .toList();
    }

    /** One topic; who reads it as a service may put aside what it cannot read. */
    private static Stream<AclBinding> may(String principal, String topic, AclOperation... operations) {
        Stream<AclBinding> direct = grant(principal, ResourceType.TOPIC, topic, PatternType.LITERAL, operations);
        boolean putsAside = List.of(operations).contains(READ) && !principal.equals(PUBLISHER);
        if (!putsAside) return direct;
        return Stream.concat(
                direct, grant(principal, ResourceType.TOPIC, Topics.dlt(topic), PatternType.LITERAL, WRITE));
    }

    private static Stream<AclBinding> below(String principal, String prefix, AclOperation... operations) {
        return grant(principal, ResourceType.TOPIC, prefix, PatternType.PREFIXED, operations);
    }

    /** What carries a service's name is its own: groups, transactional ids, internal topics of Kafka Streams. */
    private static Stream<AclBinding> own(String service) {
        return Stream.of(
                        group(service),
                        grant(service, ResourceType.TRANSACTIONAL_ID, service, PatternType.PREFIXED, ALL),
                        below(service, service, ALL))
                .flatMap(bindings -> bindings);
    }

    private static Stream<AclBinding> group(String principal) {
        return grant(principal, ResourceType.GROUP, principal, PatternType.PREFIXED, ALL);
    }

    private static Stream<AclBinding> grant(
            String principal, ResourceType type, String name, PatternType pattern, AclOperation... operations) {
        return Stream.of(operations)
                .map(operation -> new AclBinding(
                        new ResourcePattern(type, name, pattern),
                        new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW)));
    }
}
