package io.chronoops.topics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.SchemaFormatter;

/** Writes today's schemas below released/VERSION: run once for each release, by hand. */
final class ReleaseSchemas {
    private ReleaseSchemas() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        ReleasedSchemasTest.schemas().forEach(schema -> {
            try {
                Files.writeString(
                        folder.resolve(schema.getFullName() + ".avsc"),
                        SchemaFormatter.format("json/pretty", schema) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
