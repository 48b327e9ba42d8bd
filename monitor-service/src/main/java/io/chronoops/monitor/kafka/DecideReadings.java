package io.chronoops.monitor.kafka;

import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.monitor.Breach;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.rule.BreachKey;
import io.chronoops.monitor.rule.Judge;
import io.chronoops.monitor.rule.Memory;
import io.chronoops.monitor.rule.RuleBook;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Translates between the stream and the judge. */
final class DecideReadings extends ContextualProcessor<String, Reading, String, Breach> {
    private final RuleBook book;
    private final Consumer<Breach> told;
    private @Nullable Judge judge;

    DecideReadings(RuleBook book, Consumer<Breach> told) {
        this.book = book;
        this.told = told;
    }

    @Override
    public void init(ProcessorContext<String, Breach> context) {
        super.init(context);
        judge = new Judge(
                book,
                new Memory(
                        shelf(context, RulesTopology.STANDINGS),
                        shelf(context, RulesTopology.VISIONS),
                        shelf(context, RulesTopology.ACTIVE)));
    }

    private static <V> StoreShelf<V> shelf(ProcessorContext<String, Breach> context, String name) {
        KeyValueStore<String, V> store = context.getStateStore(name);
        return new StoreShelf<>(store);
    }

    @Override
    public void process(Record<String, Reading> record) {
        if (judge == null) {
            throw new IllegalStateException("a record came before init");
        }
        for (Breach breach : judge.judge(record.value())) {
            context()
                    .forward(new Record<>(
                            BreachKey.of(breach).toString(),
                            breach,
                            breach.getAt().toEpochMilli()));
            told.accept(breach);
            FaultPoint.reached("monitor.after-decide");
        }
    }
}
