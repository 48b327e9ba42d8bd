package io.debezium.connector.postgresql.connection;

import io.debezium.connector.postgresql.PostgresStreamingChangeEventSource.PgConnectionSupplier;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * In the place of Debezium's class of this name, which has no other seam: a value is the text that the server wrote, whatever
 * its type. Debezium's own parses that text by the type's name in the live catalogue, loses what Java's types cannot hold,
 * and stops the capture at what they cannot read. See docs/decisions/0055.
 */
public final class ReplicationMessageColumnValueResolver {
    private ReplicationMessageColumnValueResolver() {}

    /** The server's text; null for NULL. Called by Debezium for each value that the stream carries. */
    public static @Nullable Object resolveValue(
            String columnName,
            PostgresType type,
            String fullType,
            ReplicationMessage.ColumnValue<?> value,
            PgConnectionSupplier connection,
            boolean includeUnknownDatatypes,
            TypeRegistry typeRegistry) {
        return value.isNull() ? null : value.asString();
    }
}
