package io.debezium.connector.postgresql;

import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.PostgresDefaultValueConverter;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.RelationalDatabaseSchema;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.TableSchemaBuilder;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In the place of Debezium's class of this name: tables have the shape that the stream says, and no other. Debezium's own
 * reads all tables of the live catalogue before it streams, and stops at one that it cannot read though it is not published.
 * See docs/decisions/0055.
 */
public class PostgresSchema extends RelationalDatabaseSchema {
    private final Map<Integer, TableId> tables = new HashMap<>();

    /** As Debezium makes it. */
    protected PostgresSchema(
            CdcSourceTaskContext<PostgresConnectorConfig> context,
            PostgresDefaultValueConverter defaults,
            TopicNamingStrategy<TableId> topics,
            PostgresValueConverter values,
            CustomConverterRegistry converters) {
        super(
                context.getConfig(),
                topics,
                context.getConfig().getTableFilters().dataCollectionFilter(),
                context.getConfig().getColumnFilter(),
                new TableSchemaBuilder(
                        values,
                        defaults,
                        context.getConfig().schemaNameAdjuster(),
                        converters,
                        context.getConfig().getSourceInfoStructMaker().schema(),
                        context.getConfig().getFieldNamer(),
                        false,
                        context.getConfig().getEventConvertingFailureHandlingMode()),
                false,
                context.getConfig().getKeyMapper(),
                context);
    }

    /** Before streaming: nothing is read. */
    protected PostgresSchema refresh(PostgresConnection connection, boolean printReplicaIdentityInfo) {
        return this;
    }

    /** Where an enum has a value that the live catalogue does not know: the shape stays that of the stream. */
    protected void refresh(PostgresConnection connection, TableId table, boolean refreshToastableColumns) {}

    /** Snapshots are our own: see package full. */
    protected void refreshFromIncrementalSnapshot(PostgresConnection connection, TableId table) {
        throw new UnsupportedOperationException("incremental snapshots are not used");
    }

    /** The inverse of {@link TableId#toDoubleQuotedString}. */
    protected static TableId parse(String quoted) {
        var schema = new StringBuilder();
        int dot = unquote(quoted, 0, schema);
        var table = new StringBuilder();
        if (dot >= quoted.length() || quoted.charAt(dot) != '.' || unquote(quoted, dot + 1, table) != quoted.length()) {
            throw new IllegalStateException("table " + quoted
                    + " has a name that the capture cannot read: take it out of publication chronoops, or rename it");
        }
        return new TableId(null, schema.toString(), table.toString());
    }

    /** Returns where it goes on behind the closing quote; nowhere: there is none. */
    private static int unquote(String text, int from, StringBuilder name) {
        if (from >= text.length() || text.charAt(from) != '"') {
            return Integer.MAX_VALUE;
        }
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) != '"') {
                name.append(text.charAt(i));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else {
                return i + 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** None is asked for: pgoutput marks each value that it leaves out. */
    public List<String> getToastableColumnsForTableId(TableId table) {
        return List.of();
    }

    /** The stream says what a relation looks like from here on. */
    public void applySchemaChangesForTable(int relationId, Table table) {
        tables.put(relationId, table.id());
        refresh(table);
    }

    /** The table of a relation; null: the stream has not told of it. */
    public @Nullable Table tableFor(int relationId) {
        TableId table = tables.get(relationId);
        return table == null ? null : tableFor(table);
    }

    @Override
    public boolean tableInformationComplete() {
        return false;
    }
}
