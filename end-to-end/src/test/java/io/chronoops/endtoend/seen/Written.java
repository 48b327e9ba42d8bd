package io.chronoops.endtoend.seen;

import io.chronoops.stack.data.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of the repository, by their path in it. */
final class Written {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Written() {}

    static Path path(String path) {
        return Built.repository().resolve(path);
    }

    static String text(String path) {
        return text(path(path));
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String path) {
        return parse(text(path));
    }

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    static JsonNode yaml(String path) {
        return yaml(path(path));
    }

    static JsonNode yaml(Path path) {
        return JSON.valueToTree(new Yaml().<Object>load(text(path)));
    }

    /** The files of a folder whose names end so, in order. */
    static List<Path> files(String folder, String ending) {
        try (var files = Files.newDirectoryStream(path(folder), "*" + ending)) {
            return StreamSupport.stream(files.spliterator(), false).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
