package io.debezium.connector.postgresql;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.SourceInfoStructMaker;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** What each change carries of where it comes from: what the capture reads of it, and no more. Debezium makes it by its name. */
public final class SourceOfChange implements SourceInfoStructMaker<SourceInfo> {
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .name("chronoops.source")
            .field(SourceInfo.SCHEMA_NAME_KEY, Schema.OPTIONAL_STRING_SCHEMA)
            .field(SourceInfo.TABLE_NAME_KEY, Schema.OPTIONAL_STRING_SCHEMA)
            .field(SourceInfo.TXID_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SourceInfo.TIMESTAMP_US_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    @Override
    public void init(String connector, String version, CommonConnectorConfig settings) {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Struct struct(SourceInfo source) {
        var told = new Struct(SCHEMA)
                .put(SourceInfo.SCHEMA_NAME_KEY, source.schemaName())
                .put(SourceInfo.TABLE_NAME_KEY, source.tableName())
                .put(SourceInfo.TXID_KEY, source.txId());
        Instant at = source.timestamp();
        if (at != null) {
            told.put(
                    SourceInfo.TIMESTAMP_US_KEY,
                    TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano()));
        }
        return told;
    }
}
