package io.chronoops.endtoend.bench;

import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** pgBackRest with a repository of its own for the whole server, which archives no log here. */
final class PgBackRestProgram {
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
    PgBackRestProgram(Client client, Path program, Path files, Path place) {
        this.client = client;
        this.program = program.toString();
        this.files = files;
        this.place = place;
    }

    /** Makes its repository. */
    void begin() throws IOException {
        Folders.make(place);
        run(files, "stanza-create");
    }

    /** A backup: full or incr. */
    void backup(String type) throws IOException {
        run(
                files,
                "backup",
                "--type=" + type,
                "--process-max=2",
                "--compress-type=zst",
                "--compress-level=3",
                "--start-fast",
                "--repo1-retention-full=1",
                "--no-archive-check");
    }

    /** Its newest backup as another server's files, which reads the log from where this command puts it. */
    void restore(Path into, String restoreCommand) throws IOException {
        run(
                into,
                "restore",
                "--process-max=2",
                "--type=immediate",
                "--target-action=promote",
                "--recovery-option=restore_command=" + restoreCommand);
    }

    /** Bytes of all its backups. */
    long bytes() throws IOException {
        return Client.bytes(place.resolve("repository/backup"));
    }

    /** Deletes its repository. */
    void forget() {
        Folders.delete(place);
    }

    private void run(Path server, String act, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                program,
                "--no-config",
                "--stanza=" + Dataset.DATABASE,
                "--pg1-path=" + server,
                "--repo1-path=" + place.resolve("repository"),
                "--lock-path=" + place.resolve("lock"),
                "--log-level-file=off",
                "--log-level-console=error"));
        if (!act.equals("restore"))
            command.addAll(List.of("--pg1-port=" + client.port(), "--pg1-user=" + client.superuser()));
        command.addAll(List.of(more));
        command.add(act);
        client.run(command);
    }
}
