package io.chronoops.router.kafka;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the topology runs. */
final class StreamsHealth implements HealthIndicator {
    private final RouterStreams streams;

    StreamsHealth(RouterStreams streams) {
        this.streams = streams;
    }

    @Override
    public Health health() {
        State state = streams.streams().map(KafkaStreams::state).orElse(State.NOT_RUNNING);
        return (state == State.RUNNING ? Health.up() : Health.down())
                .withDetail("streams", state)
                .build();
    }
}
