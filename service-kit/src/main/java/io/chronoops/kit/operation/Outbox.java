package io.chronoops.kit.operation;

import io.chronoops.kit.wire.AvroJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events on their way to Kafka: written with the state change, sent exactly once by {@link OutboxRelay}. */
public final class Outbox {
    /** Told at a commit that adds events which are to be out at once: they need not wait for the next look. */
    static final String CHANNEL = "chronoops_outbox";

    private static final String TELL = "; NOTIFY " + CHANNEL;

    private final JdbcTemplate jdbc;

    /** An outbox in this service's control schema. */
    public Outbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds an event; call it inside the transaction of the change that it tells of. null: a tombstone. */
    public void add(String topic, String key, @Nullable SpecificRecord value) {
        add(Haste.AT_ONCE, topic, key, value);
    }

    void add(Haste haste, String topic, String key, @Nullable SpecificRecord value) {
        jdbc.update(
                "INSERT INTO outbox (topic, key, type, payload) VALUES (?, ?, ?, ?)"
                        + (haste == Haste.AT_ONCE ? TELL : ""),
                topic,
                key,
                value == null ? null : value.getClass().getName(),
                value == null ? null : bytes(value));
    }

    /** How soon an event must be out. */
    enum Haste {
        /** As soon as it is committed. */
        AT_ONCE,
        /** With the next one, or at the relay's next look: several cost no more than one. */
        SOON,
        /** The same; and what it tells of may be lost with PostgreSQL's last moment. */
        SOON_OR_NEVER
    }

    /**
     * Changes a row and adds the event that tells of it, in one way to PostgreSQL and back.
     *
     * @param change an INSERT or UPDATE of at most one row, without RETURNING
     * @return false: it changed nothing, and there is no event
     */
    boolean change(
            Haste haste,
            String change,
            List<? extends @Nullable Object> values,
            String topic,
            String key,
            SpecificRecord event) {
        var all = new ArrayList<@Nullable Object>(values);
        all.addAll(List.of(topic, key, event.getClass().getName(), bytes(event)));
        boolean lasting = haste != Haste.SOON_OR_NEVER;
        return jdbc.update(
                        "WITH changed AS (" + change + " RETURNING 1)"
                                + (lasting ? "" : ", lazily AS (SELECT set_config('synchronous_commit', 'off', true))")
                                + " INSERT INTO outbox (topic, key, type, payload) SELECT ?, ?, ?, ? FROM changed"
                                + (lasting ? "" : ", lazily")
                                + (haste == Haste.AT_ONCE ? TELL : ""),
                        all.toArray())
                == 1;
    }

    private static byte[] bytes(SpecificRecord event) {
        return AvroJson.write(event).getBytes(StandardCharsets.UTF_8);
    }

    /** Adds bytes as they are, for dead letters. */
    void addRaw(String topic, @Nullable String key, byte[] value) {
        jdbc.update("INSERT INTO outbox (topic, key, payload) VALUES (?, ?, ?)" + TELL, topic, key, value);
    }
}
