package io.chronoops.kit.databases;

import io.chronoops.kit.wire.WireSettings;
import io.chronoops.ops.DatabaseEvent;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reads the compacted topic from its beginning and follows it; {@link #all} answers once its end at the start was reached. */
final class DatabasesFromTopic implements Databases, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DatabasesFromTopic.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AT_START = Duration.ofSeconds(60);
    private static final TopicPartition LOG_PARTITION = new TopicPartition(Topics.DATABASES, 0);

    private final WireSettings wire;
    private final Map<String, Database> known = new ConcurrentSkipListMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private volatile boolean running;
    private volatile @Nullable KafkaConsumer<String, DatabaseEvent> consumer;

    DatabasesFromTopic(WireSettings wire) {
        this.wire = wire;
    }

    @Override
    public Collection<Database> all() {
        return List.copyOf(known.values());
    }

    @Override
    public Optional<Database> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Waits until all that was committed when asked has been read. */
    @Override
    public void awaitNewest(Duration timeout) {
        long until = System.nanoTime() + timeout.toNanos();
        try (Admin admin = Admin.create(wire.admin())) {
            long end = admin.listOffsets(
                            Map.of(LOG_PARTITION, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .partitionResult(LOG_PARTITION)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            while (next.get() < end) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the topic " + Topics.DATABASES + " was not read to its end within "
                            + timeout.toSeconds() + " s: is the broker overloaded, the registry up?");
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topic " + Topics.DATABASES + " cannot be read: is Kafka up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void watch(Watcher watcher) {
        watchers.add(watcher);
        known.values().forEach(watcher::added);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("databases").daemon().start(this::follow);
        awaitNewest(AT_START);
    }

    private void follow() {
        while (running) {
            try (var client = new KafkaConsumer<String, DatabaseEvent>(wire.consumer("unused"))) {
                consumer = client;
                client.assign(List.of(LOG_PARTITION));
                client.seekToBeginning(List.of(LOG_PARTITION));
                while (running) {
                    client.poll(POLL).forEach(this::take);
                    next.set(client.position(LOG_PARTITION));
                }
            } catch (WakeupException | InterruptException _) {
                return;
            } catch (KafkaException e) {
                LOG.atWarn()
                        .addKeyValue("topic", Topics.DATABASES)
                        .setCause(e)
                        .log("reading the databases failed, again soon");
            }
        }
    }

    private synchronized void take(ConsumerRecord<String, DatabaseEvent> record) {
        DatabaseEvent event = record.value();
        if (event == null) {
            if (known.remove(record.key()) != null) {
                watchers.forEach(watcher -> watcher.removed(record.key()));
            }
            return;
        }
        Database database =
                new Database(event.getName(), event.getHost(), event.getPort(), event.getDbname(), event.getSslmode());
        if (!database.equals(known.put(database.name(), database))) {
            new ArrayList<>(watchers).forEach(watcher -> watcher.added(database));
        }
    }

    @Override
    public void stop() {
        running = false;
        var client = consumer;
        if (client != null) {
            client.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the listeners: a command must not be judged by a list that is not read yet. */
    @Override
    public int getPhase() {
        return 0;
    }
}
