package io.chronoops.backup.restore;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.archive.TableShape;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of each change in the log what it means for the restored tables: by the names that tables and columns had at that
 * moment it finds those that they have in the end. A table that never changed is passed through as it is.
 */
final class FollowShapes {
    private final Map<Long, AtTheEnd> planned = new HashMap<>();
    /** By the name that they have at the moment. */
    private final Map<String, Now> now = new HashMap<>();

    /** The tables as the base has them, and what becomes of them. */
    FollowShapes(Manifest base, List<PlannedTable> tables) {
        tables.forEach(table -> planned.put(oid(table.entry()), new AtTheEnd(table)));
        for (TableEntry table : base.tables()) {
            now.put(table.title(), Now.of(oid(table), table.columns(), table.numbers(), table.key()));
        }
    }

    /** Of a version that told none: its name stands for it, nothing can have changed. */
    private static long oid(TableEntry table) {
        return table.oid() != 0
                ? table.oid()
                : Integer.toUnsignedLong(table.title().hashCode()) + (1L << 32);
    }

    /** A schema change: what follows has other names. Returns whether rows are told apart by other columns from here on. */
    boolean take(Message message) {
        boolean otherKey = false;
        for (SchemaChange change : DdlMessages.changes(message.getContent(), 0, 0, Instant.EPOCH)) {
            TableShape shape = change.shape();
            if (change.dropped() && !change.table().isEmpty()) {
                now.values().removeIf(table -> table.oid == change.oid());
            } else if (shape != null) {
                otherKey |= take(shape, change.told());
            }
        }
        return otherKey;
    }

    private boolean take(TableShape shape, boolean told) {
        Now before = null;
        for (var entry : now.entrySet()) {
            if (entry.getValue().oid == shape.oid()) {
                before = now.remove(entry.getKey());
                break;
            }
        }
        Now after = Now.of(
                shape.oid(),
                shape.columns().stream().map(TableShape.Column::name).toList(),
                shape.columns().stream().map(TableShape.Column::number).toList(),
                shape.key());
        now.put(shape.title(), after);
        AtTheEnd end = planned.get(shape.oid());
        if (end == null) {
            return false;
        }
        if (told) {
            end.tellingsLeft--;
        }
        return before != null && !before.keyNumbers().equals(after.keyNumbers());
    }

    /** What becomes of the table of that name; null: its changes do not count. */
    @Nullable
    PlannedTable table(String schema, String name) {
        AtTheEnd end = end(now.get(schema + "." + name));
        return end == null ? null : end.table;
    }

    private @Nullable AtTheEnd end(@Nullable Now table) {
        AtTheEnd end = table == null ? null : planned.get(table.oid);
        return end == null || end.tellingsLeft > 0 || !end.table.followed() ? null : end;
    }

    /** The change as one of the restored table; null: it does not count. */
    @Nullable
    Row row(Row row) {
        Now table = now.get(row.getSchema$() + "." + row.getTable());
        AtTheEnd end = end(table);
        if (table == null || end == null) {
            return null;
        }
        return end.isAs(table, row) ? row : end.translate(table, row);
    }

    /** A table at some moment of the log. */
    private record Now(long oid, List<String> columns, Map<String, Integer> numbers, List<String> key) {
        static Now of(long oid, List<String> columns, List<Integer> numbers, List<String> key) {
            Map<String, Integer> byName = new HashMap<>();
            for (int i = 0; i < Math.min(columns.size(), numbers.size()); i++) {
                byName.put(columns.get(i), numbers.get(i));
            }
            return new Now(oid, columns, byName, key);
        }

        List<Integer> keyNumbers() {
            return key.stream().map(name -> numbers.getOrDefault(name, 0)).toList();
        }
    }

    private static final class AtTheEnd {
        private final PlannedTable table;
        private final Map<Integer, String> names;
        private int tellingsLeft;

        AtTheEnd(PlannedTable table) {
            this.table = table;
            this.names = table.names();
            this.tellingsLeft = table.tellings();
        }

        boolean isAs(Now now, Row row) {
            return now.columns.equals(table.entry().columns())
                    && row.getTable().equals(table.entry().name())
                    && row.getSchema$().equals(table.entry().schema())
                    && table.formerKeys().isEmpty()
                    && !row.getIdentityUnknown();
        }

        Row translate(Now now, Row row) {
            var identity = new Cells();
            boolean whole = !row.getIdentityUnknown()
                    && !now.columns.isEmpty()
                    && row.getKeyColumns().size() == now.columns.size();
            if (row.getIdentityUnknown()) {
                identity.addKey(now, row);
            } else {
                identity.add(now, row.getKeyColumns(), row.getKeyValues());
            }
            if (whole) {
                identity.addMissing(now);
            }
            var cells = new Cells();
            cells.add(now, row.getColumns(), row.getValues());
            switch (row.getOp()) {
                case INSERT -> cells.addMissing(now);
                case UPDATE -> {
                    if (whole) {
                        cells.addMissing(now);
                    }
                }
                case DELETE, UNKNOWN -> {}
            }
            return Row.newBuilder(row)
                    .setSchema$(table.entry().schema())
                    .setTable(table.entry().name())
                    .setKeyColumns(identity.columns)
                    .setKeyValues(identity.values)
                    .setColumns(cells.columns)
                    .setValues(cells.values)
                    .setUnchanged(row.getUnchanged().stream()
                            .map(column -> name(now, column))
                            .filter(java.util.Objects::nonNull)
                            .toList())
                    .setBlobs(named(now, row.getBlobs()))
                    .setKeyBlobs(named(now, row.getKeyBlobs()))
                    .build();
        }

        private Map<String, String> named(Now now, Map<String, String> blobs) {
            Map<String, String> named = new HashMap<>();
            blobs.forEach((column, hash) -> {
                String name = name(now, column);
                if (name != null) {
                    named.put(name, hash);
                }
            });
            return named;
        }

        private @Nullable String name(Now now, String column) {
            Integer number = now.numbers.get(column);
            return number == null ? null : names.get(number);
        }

        /** Columns and values by the names of the end; those that are gone by then are left out. */
        private final class Cells {
            private final List<String> columns = new ArrayList<>();
            private final List<@Nullable String> values = new ArrayList<>();

            void add(Now now, List<String> given, List<@Nullable String> texts) {
                for (int i = 0; i < given.size(); i++) {
                    String name = name(now, given.get(i));
                    if (name != null) {
                        columns.add(name);
                        values.add(texts.get(i));
                    }
                }
            }

            /** The capture could not say which columns are the key: the log's own description does. */
            void addKey(Now now, Row row) {
                boolean old = !row.getKeyColumns().isEmpty();
                List<String> given = old ? row.getKeyColumns() : row.getColumns();
                List<@Nullable String> texts = old ? row.getKeyValues() : row.getValues();
                for (String part : now.key) {
                    int place = given.indexOf(part);
                    if (place >= 0) {
                        add(now, List.of(part), java.util.Collections.singletonList(texts.get(place)));
                    }
                }
            }

            /** Columns that came later: the row has had in them what all rows before them had. */
            void addMissing(Now now) {
                names.forEach((number, name) -> {
                    if (!now.numbers.containsValue(number)) {
                        columns.add(name);
                        values.add(table.missing().get(number));
                    }
                });
            }
        }
    }
}
