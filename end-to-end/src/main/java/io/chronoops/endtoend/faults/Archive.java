package io.chronoops.endtoend.faults;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the repository holds, read with nothing of the service's: segments are Avro files beside descriptions. */
record Archive(Path repository, String database) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DESCRIPTION = ".json";
    private static final String KEY = "id";

    /**
     * All of it.
     *
     * @param gaps reasons why the chain begins anew
     */
    record Content(List<Transaction> transactions, List<String> gaps, int segments, int besides) {}

    /** The chain: from the newest segment, each one's hash names the one before. */
    Content content() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (var files = Files.list(repository.resolve(database).resolve("segments"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(DESCRIPTION))
                    .sorted()
                    .toList()) {
                all.add(JSON.readTree(Files.readString(file)));
            }
        }
        Map<String, JsonNode> byHash = new HashMap<>();
        all.forEach(each -> byHash.put(each.path("sha256").asString(), each));
        List<JsonNode> chain = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        JsonNode at = all.isEmpty() ? null : all.getLast();
        while (at != null) {
            chain.addFirst(at);
            if (at.path("gapBefore").isString())
                gaps.addFirst(at.path("gapBefore").asString());
            at = byHash.get(at.path("previousSha256").asString());
        }
        List<Transaction> transactions = new ArrayList<>();
        for (JsonNode segment : chain) read(segment, transactions);
        return new Content(transactions, gaps, chain.size(), all.size() - chain.size());
    }

    private void read(JsonNode segment, List<Transaction> into) throws IOException {
        Path file = repository.resolve(segment.path("file").asString());
        try (var events = new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(ChangeEvent.class))) {
            var transaction = new Transaction.Builder();
            for (ChangeEvent event : events) {
                if (event.getRow() != null) transaction.add(change(event.getRow()));
                if (event.getTruncate() != null) {
                    transaction.add(Change.truncate(event.getTruncate().getSchema$() + "."
                            + event.getTruncate().getTable()));
                }
                if (event.getEnd() != null) {
                    if (!transaction.isEmpty()) {
                        into.add(transaction.committed(
                                event.getEnd().getXid(), event.getEnd().getLsn()));
                    }
                    transaction = new Transaction.Builder();
                }
            }
        }
    }

    private static Change change(Row row) {
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < row.getColumns().size(); i++) {
            String name = row.getColumns().get(i);
            @Nullable String blob = row.getBlobs().get(name);
            columns.put(name, blob == null ? Change.value(row.getValues().get(i)) : blob);
        }
        row.getUnchanged().forEach(name -> columns.put(name, Change.unchanged()));
        int key = row.getKeyColumns().indexOf(KEY);
        return new Change(
                row.getOp().name(),
                row.getSchema$() + "." + row.getTable(),
                key < 0 ? "" : Change.value(row.getKeyValues().get(key)),
                columns);
    }
}
