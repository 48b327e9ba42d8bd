package io.chronoops.router.kafka;

import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the newest record of each id in a view, whatever the key on the topic. */
final class KeepNewest<V> implements Processor<String, V, Void, Void> {
    private final String store;
    private final Function<V, String> id;
    private @Nullable KeyValueStore<String, V> view;

    KeepNewest(String store, Function<V, String> id) {
        this.store = store;
        this.id = id;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        view = context.getStateStore(store);
    }

    @Override
    public void process(Record<String, V> record) {
        if (record.value() != null) {
            Objects.requireNonNull(view).put(id.apply(record.value()), record.value());
        }
    }
}
