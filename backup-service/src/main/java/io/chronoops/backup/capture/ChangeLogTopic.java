package io.chronoops.backup.capture;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.ops.Reason;
import io.chronoops.topics.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of a database's change log. */
public final class ChangeLogTopic {
    private ChangeLogTopic() {}

    /** Makes it where it is not there: when a database is added, and when somebody has deleted it. */
    public static void make(String database, WireSettings wire) throws InterruptedException {
        Topics.Spec spec = Topics.cdcSpec(database);
        try (Admin admin = Admin.create(wire.admin())) {
            admin.createTopics(List.of(new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                            .configs(spec.config())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new OperationFailed(
                        Reason.PRECONDITION,
                        "topic " + spec.name() + " cannot be made: " + e.getMessage(),
                        "allow backup-service to create topics prefixed " + Topics.CDC_PREFIX
                                + ", or make it by hand with one partition and retention.ms=-1",
                        e);
            }
        }
    }
}
