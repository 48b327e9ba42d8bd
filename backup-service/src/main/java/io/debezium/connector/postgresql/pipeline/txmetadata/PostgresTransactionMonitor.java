package io.debezium.connector.postgresql.pipeline.txmetadata;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.function.BlockingConsumer;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.pipeline.txmetadata.TransactionMonitor;
import io.debezium.schema.SchemaNameAdjuster;
import io.debezium.spi.schema.DataCollectionId;
import java.time.Instant;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * In the place of Debezium's class of this name: tells where transactions begin and end, as pgoutput does, and leaves their
 * changes alone. Debezium's own formats an id into each of them. See docs/decisions/0055.
 */
public class PostgresTransactionMonitor extends TransactionMonitor {
    /** As Debezium makes it. */
    public PostgresTransactionMonitor(
            CommonConnectorConfig settings,
            EventMetadataProvider metadata,
            SchemaNameAdjuster names,
            BlockingConsumer<SourceRecord> records,
            String topic) {
        super(settings, metadata, names, records, topic);
    }

    @Override
    public void dataEvent(
            Partition partition,
            DataCollectionId table,
            OffsetContext offset,
            @Nullable Object key,
            @Nullable Struct value) {}

    @Override
    protected Struct prepareTxKey(OffsetContext offset) {
        return withPosition(new Struct(transactionKeySchema), offset);
    }

    @Override
    protected Struct prepareTxBeginValue(OffsetContext offset, Instant at) {
        return withPosition(super.prepareTxBeginValue(offset, at), offset);
    }

    @Override
    protected Struct prepareTxEndValue(OffsetContext offset, Instant at) {
        return withPosition(super.prepareTxEndValue(offset, at), offset);
    }

    /** As the capture reads it: xid:LSN. */
    private Struct withPosition(Struct boundary, OffsetContext offset) {
        long lsn =
                ((PostgresOffsetContext) offset).asOffsetState().lastSeenLsn().asLong();
        return boundary.put(
                DEBEZIUM_TRANSACTION_ID_KEY, offset.getTransactionContext().getTransactionId() + ":" + lsn);
    }
}
