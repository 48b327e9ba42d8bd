package io.chronoops.endtoend.scraper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The SQL files of the application. */
final class Resource {
    private Resource() {}

    static String text(String file) {
        try (var in = Resource.class.getResourceAsStream("/scraper/" + file)) {
            if (in == null) throw new IllegalStateException(file + " is missing in this build");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
