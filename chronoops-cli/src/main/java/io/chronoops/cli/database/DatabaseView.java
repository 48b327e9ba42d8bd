package io.chronoops.cli.database;

import io.chronoops.cli.output.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An operated database. */
record DatabaseView(String name, String host, int port, String dbname, String sslmode) {
    static DatabaseView of(JsonNode document) {
        return Json.as(DatabaseView.class, document);
    }

    String url() {
        return "postgresql://" + host + ":" + port + "/" + dbname;
    }

    /** Where the capture of its changes stands: starting, streaming or down. */
    record Capture(
            String status,
            @Nullable String reason,
            @Nullable Instant sealedCommitAt) {}
}
