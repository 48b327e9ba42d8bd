package io.chronoops.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** How a part is asked to end in good order. */
public enum Signals {
    /** The usual one, also of a JVM. */
    TERM,
    /** PostgreSQL's fast shutdown: sessions are ended, the rest is written. */
    INT;

    void send(ProcessHandle process) {
        try {
            new ProcessBuilder(List.of("kill", "-" + name(), Long.toString(process.pid())))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
