package io.chronoops.backup.timeline;

import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.SqlScript;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads single rows out of a base: all files of their table, one row at a time. */
public final class BaseRows {
    private static final int BUFFER = 1 << 18;

    private final Repository repository;

    /** Of bases in this repository. */
    public BaseRows(Repository repository) {
        this.repository = repository;
    }

    /** Of a table the rows that have one of these keys. */
    Map<RowKey, Map<String, Value>> find(Manifest base, TableEntry table, List<String> identity, Set<RowKey> keys)
            throws IOException {
        Map<RowKey, Map<String, Value>> found = new HashMap<>();
        for (FileEntry file : table.chunks()) {
            String path = Layout.backup(base.database(), base.id()) + "/" + file.path();
            try (InputStream rows = new BufferedInputStream(Codec.expand(path, repository.open(path)), BUFFER)) {
                for (byte[] line = line(rows); line != null; line = line(rows)) {
                    Map<String, Value> row = row(table.columns(), line);
                    RowKey key = RowChange.key(table.title(), identity, row, Map.of());
                    if (key != null && keys.contains(key)) {
                        found.put(key, row);
                    }
                }
            }
        }
        return found;
    }

    /** Its script of keys, indexes and constraints. */
    List<Entry> postData(Manifest base) {
        String path = Layout.backup(base.database(), base.id()) + "/post-data.sql";
        try (InputStream script = repository.open(path)) {
            return SqlScript.read(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " of " + repository.location() + " cannot be read", e);
        }
    }

    private static Map<String, Value> row(List<String> columns, byte[] line) {
        List<@Nullable String> fields = CopyRow.fields(line);
        Map<String, Value> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size() && i < fields.size(); i++) {
            row.put(columns.get(i), Value.of(fields.get(i)));
        }
        return row;
    }

    private static byte @Nullable [] line(InputStream rows) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = rows.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = rows.read();
        }
        return line.toByteArray();
    }
}
