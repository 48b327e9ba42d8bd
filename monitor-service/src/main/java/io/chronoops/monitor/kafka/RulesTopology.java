package io.chronoops.monitor.kafka;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.rule.RuleBook;
import io.chronoops.monitor.rule.Standing;
import io.chronoops.monitor.rule.Vision;
import io.chronoops.topics.Topics;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Readings in, breaches out; what judging remembers in stores whose changelogs commit with both. */
final class RulesTopology {
    static final String STANDINGS = "standings";
    static final String VISIONS = "visions";
    static final String ACTIVE = "active";

    private RulesTopology() {}

    /**
     * The topology.
     *
     * @param told is called for each breach on its way out
     */
    static Topology of(RuleBook book, Serde<Reading> readings, Serde<Breach> breaches, Consumer<Breach> told) {
        Serde<String> keys = Serdes.String();
        return new Topology()
                .addSource("readings", keys.deserializer(), readings.deserializer(), Topics.READINGS)
                .addProcessor("decide", new Supplier(book, told), "readings")
                .addSink("breaches", Topics.BREACHES, keys.serializer(), breaches.serializer(), "decide");
    }

    private record Supplier(RuleBook book, Consumer<Breach> told)
            implements ProcessorSupplier<String, Reading, String, Breach> {
        @Override
        public Processor<String, Reading, String, Breach> get() {
            return new DecideReadings(book, told);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    store(STANDINGS, JsonSerde.of(Standing.class)),
                    store(VISIONS, JsonSerde.of(Vision.class)),
                    store(ACTIVE, JsonSerde.ofBreach()));
        }

        private static <V> StoreBuilder<?> store(String name, Serde<V> values) {
            return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
        }
    }
}
