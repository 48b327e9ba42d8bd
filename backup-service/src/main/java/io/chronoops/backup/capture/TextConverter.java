package io.chronoops.backup.capture;

import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Makes every column of every table a text; Debezium calls it for each value it decoded. */
public final class TextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    /** Stands for a value that the stream does not carry because it did not change; PostgreSQL's text cannot hold a NUL. */
    static final String UNCHANGED = "\u0000unchanged";

    @Override
    public void configure(Properties properties) {
        // nothing to set
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        registration.register(SchemaBuilder.string().optional(), TextConverter::text);
    }

    private static @Nullable Object text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return UnchangedToastedReplicationMessageColumn.isUnchangedToastedValue(value) ? UNCHANGED : PgText.of(value);
    }
}
