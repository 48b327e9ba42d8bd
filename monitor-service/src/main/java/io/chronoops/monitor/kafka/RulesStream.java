package io.chronoops.monitor.kafka;

import io.chronoops.kit.wire.WireSettings;
import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.rule.OpenBreaches;
import io.chronoops.monitor.rule.Rule;
import io.chronoops.monitor.rule.RuleBook;
import io.chronoops.monitor.rule.Standing;
import io.chronoops.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.StateListener;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the rules, exactly once; a reading that cannot be read or judged goes to the dead letters and the stream goes on. */
final class RulesStream implements OpenBreaches, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RulesStream.class);
    private static final String APPLICATION = "monitor-service-rules";
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final WireSettings wire;
    private final RuleBook book;
    private final MeterRegistry meters;
    private volatile @Nullable KafkaStreams streams;

    RulesStream(WireSettings wire, RuleBook book, MeterRegistry meters) {
        this.wire = wire;
        this.book = book;
        this.meters = meters;
        for (Rule rule : book.rules()) { // there from the start, so that a first breach is an increase
            List.of(BreachKind.BREACHED, BreachKind.WORSENED, BreachKind.CLEARED)
                    .forEach(kind -> counter(rule.id(), kind));
        }
    }

    @Override
    public void start() {
        var topology = RulesTopology.of(book, wire.serde(Reading.class), wire.serde(Breach.class), this::count);
        var started = new KafkaStreams(topology, new StreamsConfig(settings()));
        started.setUncaughtExceptionHandler(error -> {
            LOG.atError().setCause(error).log("the rules stumbled, their thread is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.setStateListener(log());
        started.start();
        streams = started;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = wire.streams();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.dlt(Topics.READINGS));
        settings.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
        settings.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), 6000);
        settings.put(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), 2000);
        return settings;
    }

    private static StateListener log() {
        return (now, before) ->
                LOG.atInfo().addKeyValue("from", before).addKeyValue("to", now).log("rules");
    }

    private void count(Breach breach) {
        counter(breach.getRule(), breach.getKind()).increment();
    }

    private Counter counter(String rule, BreachKind kind) {
        return Counter.builder("chronoops.breaches")
                .description("Breaches told, by rule and kind.")
                .tag("rule", rule)
                .tag("kind", kind.name())
                .register(meters);
    }

    @Override
    public Optional<Map<String, Breach>> breaches() {
        return all(RulesTopology.ACTIVE);
    }

    @Override
    public Optional<Map<String, Standing>> standings() {
        return all(RulesTopology.STANDINGS);
    }

    private <V> Optional<Map<String, V>> all(String store) {
        var running = streams;
        if (running == null) {
            return Optional.empty();
        }
        try (var entries = running.store(
                        StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore()))
                .all()) {
            Map<String, V> found = new TreeMap<>();
            entries.forEachRemaining(entry -> found.put(entry.key, entry.value));
            return Optional.of(found);
        } catch (InvalidStateStoreException | IllegalStateException _) {
            return Optional.empty(); // the rules are starting, or run elsewhere
        }
    }

    @Override
    public void stop() {
        var running = streams;
        if (running != null) {
            running.close(GOODBYE);
        }
        streams = null;
    }

    @Override
    public boolean isRunning() {
        return streams != null;
    }
}
