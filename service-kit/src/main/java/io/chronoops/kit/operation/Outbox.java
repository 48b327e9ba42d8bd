package io.chronoops.kit.operation;

import io.chronoops.kit.wire.AvroJson;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events on their way to Kafka: written with the state change, sent exactly once by {@link OutboxRelay}. */
public final class Outbox {
    /** Told at each commit that adds events, so that they need not wait for the next look. */
    static final String CHANNEL = "chronoops_outbox";

    private static final String TELL = "; NOTIFY " + CHANNEL;

    private final JdbcTemplate jdbc;

    /** An outbox in this service's control schema. */
    public Outbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds an event; call it inside the transaction of the change that it tells of. null: a tombstone. */
    public void add(String topic, String key, @Nullable SpecificRecord value) {
        add(TELL, topic, key, value);
    }

    /** The same for one that may wait for the next, or for the relay's next look. */
    void addUnhurried(String topic, String key, SpecificRecord value) {
        add("", topic, key, value);
    }

    private void add(String tell, String topic, String key, @Nullable SpecificRecord value) {
        jdbc.update(
                "INSERT INTO outbox (topic, key, type, payload) VALUES (?, ?, ?, ?)" + tell,
                topic,
                key,
                value == null ? null : value.getClass().getName(),
                value == null ? null : AvroJson.write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes as they are, for dead letters. */
    void addRaw(String topic, @Nullable String key, byte[] value) {
        jdbc.update("INSERT INTO outbox (topic, key, payload) VALUES (?, ?, ?)" + TELL, topic, key, value);
    }
}
