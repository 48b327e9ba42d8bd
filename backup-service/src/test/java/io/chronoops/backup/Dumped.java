package io.chronoops.backup;

import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database dumped by the real pg_dump, as a superuser. */
final class Dumped {
    private Dumped() {}

    static void by(String database, Path file, String... options) throws IOException {
        var server = Stack.shared().operated();
        List<String> command = new ArrayList<>(List.of("pg_dump", "-d", database, "-f", file.toString()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGHOST", server.host());
        builder.environment().put("PGPORT", String.valueOf(server.port()));
        builder.environment().put("PGUSER", server.superuser());
        builder.environment().put("PGPASSWORD", server.password(server.superuser()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
