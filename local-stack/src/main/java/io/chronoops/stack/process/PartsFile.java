package io.chronoops.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which process is which part: one small file a part, written when it starts, deleted when it ended. */
public record PartsFile(Path folder) {
    public PartsFile {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    /** The process noted for the part, running or not. */
    public Optional<Identity> read(String part) {
        try {
            return Optional.of(Identity.parse(Files.readString(file(part)).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // never started, or torn by a crash: the search by command line finds it
        }
    }

    void write(String part, Identity identity) {
        try {
            Files.writeString(file(part), identity.text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the process of " + part, e);
        }
    }

    void delete(String part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget the process of " + part, e);
        }
    }

    private Path file(String part) {
        return folder.resolve(part);
    }
}
