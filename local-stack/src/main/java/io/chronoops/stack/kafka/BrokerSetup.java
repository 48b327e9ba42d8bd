package io.chronoops.stack.kafka;

import io.chronoops.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Gives a running broker what it must have: topics and the table of who may do what. Safe to apply again. */
final class BrokerSetup implements AutoCloseable {
    private static final long SECONDS = 30;
    private static final int ANSWER_MILLIS = 2_000;

    private final Admin admin;

    BrokerSetup(Map<String, Object> client) {
        admin = Admin.create(client);
    }

    /** Whether the broker takes our login and tells its nodes. */
    static boolean answers(Map<String, Object> client) {
        var quick = new HashMap<>(client);
        quick.put("default.api.timeout.ms", ANSWER_MILLIS);
        quick.put("request.timeout.ms", ANSWER_MILLIS);
        quick.put("reconnect.backoff.ms", 20);
        quick.put("reconnect.backoff.max.ms", 50);
        try (Admin admin = Admin.create(quick)) {
            return !admin.describeCluster()
                    .nodes()
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void apply() {
        try {
            Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.fixed().stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                            .configs(topic.config()))
                    .toList();
            admin.createTopics(missing).all().get(SECONDS, TimeUnit.SECONDS);
            admin.createAcls(Acls.all()).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take topics and rights", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting the broker up", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
