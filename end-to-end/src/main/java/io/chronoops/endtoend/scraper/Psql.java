package io.chronoops.endtoend.scraper;

import io.chronoops.stack.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** PostgreSQL's own programs, run in a folder: what they say is independent of anything of ours. */
final class Psql {
    private final Postgres server;
    private final Path folder;

    Psql(Postgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Runs a script of the folder and stops at its first error; what it printed. */
    String run(String database, String role, String script) throws IOException {
        return program(database, role, List.of("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", script));
    }

    /** Writes pg_dump's schema into a file of the folder. */
    void dumpSchema(String database, String role, String file) throws IOException {
        program(database, role, List.of("pg_dump", "--schema-only", "--file=" + file));
    }

    private String program(String database, String role, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PGHOST",
                        server.host(),
                        "PGPORT",
                        Integer.toString(server.port()),
                        "PGDATABASE",
                        database,
                        "PGUSER",
                        role,
                        "PGPASSWORD",
                        server.password(role),
                        "PGCLIENTENCODING",
                        "UTF8"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IOException(command.getFirst() + " failed: " + said.strip());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", e);
        }
        return said;
    }
}
