package io.chronoops.monitor.kafka;

import io.chronoops.kit.wire.AvroJson;
import io.chronoops.monitor.Breach;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import tools.jackson.databind.json.JsonMapper;

/** State as JSON: it must be readable when the registry is not. */
final class JsonSerde {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom((_, value) -> JSON.writeValueAsBytes(value), (_, bytes) -> JSON.readValue(bytes, type));
    }

    static Serde<Breach> ofBreach() {
        return Serdes.serdeFrom(
                (_, breach) -> AvroJson.write(breach).getBytes(StandardCharsets.UTF_8),
                (_, bytes) -> AvroJson.read(new String(bytes, StandardCharsets.UTF_8), Breach.class));
    }
}
