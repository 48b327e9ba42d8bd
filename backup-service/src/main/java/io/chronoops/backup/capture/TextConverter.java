package io.chronoops.backup.capture;

import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.connector.postgresql.connection.ReplicationMessageColumnValueResolver;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.net.URL;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Lets every column of every table be a text, the server's own; Debezium calls it for each value that the stream carries. */
public final class TextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    /** Stands for a value that the stream does not carry because it did not change; PostgreSQL's text cannot hold a NUL. */
    static final String UNCHANGED = "\u0000unchanged";

    /** Refuses to work where Debezium's own class, which parses values, is found before ours. */
    @Override
    public void configure(Properties properties) {
        URL ours = TextConverter.class.getProtectionDomain().getCodeSource().getLocation();
        URL found = ReplicationMessageColumnValueResolver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        if (!ours.toExternalForm().equals(found.toExternalForm())) {
            throw new IllegalStateException(found + " comes before " + ours
                    + " on the class path: values would not be the server's text. Put backup-service first");
        }
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        registration.register(SchemaBuilder.string().optional(), TextConverter::text);
    }

    /** No text: a column's default, which Debezium parses and nobody reads. */
    private static @Nullable Object text(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return value;
        }
        return UnchangedToastedReplicationMessageColumn.isUnchangedToastedValue(value) ? UNCHANGED : null;
    }
}
