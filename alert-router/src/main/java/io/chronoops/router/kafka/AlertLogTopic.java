package io.chronoops.router.kafka;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.router.view.AlertLog;
import io.chronoops.topics.Topics;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Appends to chronoops.alerts.log. */
final class AlertLogTopic implements AlertLog {
    private static final int SECONDS = 10;

    private final KafkaTemplate<String, SpecificRecord> kafka;

    AlertLogTopic(KafkaTemplate<String, SpecificRecord> kafka) {
        this.kafka = kafka;
    }

    @Override
    public void append(AlertEvent event) {
        try {
            kafka.send(Topics.ALERTS_LOG, event).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotAppended(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAppended(e);
        }
    }
}
