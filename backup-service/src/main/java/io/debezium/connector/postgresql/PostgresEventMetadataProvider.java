package io.debezium.connector.postgresql;

import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * In the place of Debezium's class of this name: tells its metrics nothing. Nobody reads them, and Debezium's own makes for
 * them, of each change, a text with the whole row: a third of all that the capture allocates. See docs/decisions/0055.
 */
final class PostgresEventMetadataProvider implements EventMetadataProvider {
    /** As Debezium makes it. */
    PostgresEventMetadataProvider() {}

    @Override
    public @Nullable String getTransactionId(
            DataCollectionId table, OffsetContext offset, @Nullable Object key, @Nullable Struct value) {
        return null;
    }

    @Override
    public @Nullable Instant getEventTimestamp(
            DataCollectionId table, OffsetContext offset, @Nullable Object key, @Nullable Struct value) {
        return null;
    }

    @Override
    public @Nullable Map<String, String> getEventSourcePosition(
            DataCollectionId table, OffsetContext offset, @Nullable Object key, @Nullable Struct value) {
        return null;
    }

    @Override
    public String toSummaryString(
            DataCollectionId table, OffsetContext offset, @Nullable Object key, @Nullable Struct value) {
        return "";
    }
}
