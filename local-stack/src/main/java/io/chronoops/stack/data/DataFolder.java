package io.chronoops.stack.data;

import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.OrdinaryUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code up} keeps a stack: .chronoops in the repository unless told otherwise. */
public record DataFolder(Path repository, OrdinaryUser user) {
    private static final String NAME = ".chronoops";

    /** The folder of the last {@code up}, else the usual one. */
    public Path current() {
        try {
            return Path.of(Files.readString(note()).strip());
        } catch (IOException e) {
            return usual();
        }
    }

    /** In the repository, or below /var/tmp where PostgreSQL's user cannot enter the repository. */
    public Path usual() {
        Path inside = repository.resolve(NAME).resolve("data");
        if (user.canEnter(inside)) return inside;
        return Path.of("/var/tmp", "chronoops-" + Integer.toHexString(repository.hashCode()));
    }

    /** Notes where the stack is, for the other commands. */
    public void remember(Path data) {
        Folders.make(repository.resolve(NAME));
        Folders.write(note(), data + "\n");
    }

    private Path note() {
        return repository.resolve(NAME).resolve("current");
    }
}
