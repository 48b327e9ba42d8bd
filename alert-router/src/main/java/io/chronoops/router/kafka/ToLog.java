package io.chronoops.router.kafka;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.router.inbound.Translation;
import io.chronoops.router.metrics.RouterMetrics;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what other services say on the alert log. */
final class ToLog<V> implements Processor<String, V, String, AlertEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ToLog.class);

    private final String kind;
    private final Function<V, Translation> translate;
    private final RouterMetrics metrics;
    private @Nullable ProcessorContext<String, AlertEvent> context;

    ToLog(String kind, Function<V, Translation> translate, RouterMetrics metrics) {
        this.kind = kind;
        this.translate = translate;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, AlertEvent> started) {
        context = started;
    }

    @Override
    public void process(Record<String, V> record) {
        Translation translation =
                record.value() == null ? new Translation.Unknown("no value") : translate.apply(record.value());
        switch (translation) {
            case Translation.Alert alert -> {
                var to = Objects.requireNonNull(context);
                to.forward(new Record<>(null, alert.event(), to.currentSystemTimeMs()));
                metrics.input(kind, "logged");
            }
            case Translation.Nothing _ -> metrics.input(kind, "not_an_alert");
            case Translation.Unknown unknown -> {
                LOG.atWarn()
                        .addKeyValue("kind", kind)
                        .addKeyValue("what", unknown.what())
                        .log("not understood, left alone");
                metrics.input(kind, "unknown_kind");
            }
        }
    }
}
