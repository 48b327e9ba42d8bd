package io.chronoops.endtoend.bench;

import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** pgBackRest's full backup of the whole server, which archives no log here. */
final class PgBackRest implements Side {
    private final Client client;
    private final String program;
    private final Path files;
    private final Path place;

    /**
     * With this program.
     *
     * @param files the server's own
     * @param place where it may put things
     */
    PgBackRest(Client client, Path program, Path files, Path place) {
        this.client = client;
        this.program = program.toString();
        this.files = files;
        this.place = place;
    }

    @Override
    public String name() {
        return "pgbackrest full zst:3, process-max 2";
    }

    @Override
    public void prepare() throws IOException {
        Folders.make(place);
        run("stanza-create");
    }

    @Override
    public double act() throws IOException {
        run(
                "backup",
                "--type=full",
                "--process-max=2",
                "--compress-type=zst",
                "--compress-level=3",
                "--start-fast",
                "--repo1-retention-full=1",
                "--no-archive-check");
        return Double.NaN;
    }

    @Override
    public long bytes() throws IOException {
        return Client.bytes(place.resolve("repository/backup"));
    }

    @Override
    public void clear() {
        Folders.delete(place);
    }

    private void run(String act, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                program,
                "--no-config",
                "--stanza=" + Dataset.DATABASE,
                "--pg1-path=" + files,
                "--pg1-port=" + client.port(),
                "--pg1-user=" + client.superuser(),
                "--repo1-path=" + place.resolve("repository"),
                "--lock-path=" + place.resolve("lock"),
                "--log-level-file=off",
                "--log-level-console=error"));
        command.addAll(List.of(more));
        command.add(act);
        client.run(command);
    }
}
