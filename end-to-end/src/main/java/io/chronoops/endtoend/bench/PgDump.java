package io.chronoops.endtoend.bench;

import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's own parallel dump. */
final class PgDump implements Side {
    private final Client client;
    private final Path folder;

    PgDump(Client client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "pg_dump -Fd -j2 -Z6";
    }

    @Override
    public void act() throws IOException {
        client.run(List.of("pg_dump", "-Fd", "-j2", "-Z6", "-d", Dataset.DATABASE, "-f", folder.toString()));
    }

    @Override
    public long bytes() throws IOException {
        return Client.bytes(folder);
    }

    @Override
    public void clear() {
        Folders.delete(folder);
    }
}
