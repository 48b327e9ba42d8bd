package io.chronoops.backup.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a client program writes, read while it runs; closing ends the program. */
public final class ProgramOutput implements AutoCloseable {
    private static final int MESSAGE = 2000;

    private final Process process;
    private final Path errors;

    ProgramOutput(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Its standard output. */
    public InputStream out() {
        return process.getInputStream();
    }

    /** Waits for its end, once all it writes was read; what it said where it failed, empty: it did not. */
    public Optional<String> failure() throws IOException {
        try {
            int code = process.waitFor();
            String said = Files.readString(errors, StandardCharsets.UTF_8).strip();
            return code == 0
                    ? Optional.empty()
                    : Optional.of(
                            said.isEmpty()
                                    ? "it ended with " + code
                                    : said.substring(0, Math.min(MESSAGE, said.length())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a client program", e);
        }
    }

    /** Whether it has not ended. */
    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        process.getInputStream().close();
        Files.deleteIfExists(errors);
    }
}
