package io.chronoops.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Finds a part that runs without a note of it: whoever started it was killed before writing one. */
final class Leftovers {
    private Leftovers() {}

    /** Running processes with exactly this argument on their command line, and backends of PostgreSQL that work there. */
    static Stream<ProcessHandle> of(String mark) {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> belongs(Path.of("/proc", Long.toString(process.pid())), mark));
    }

    private static boolean belongs(Path process, String mark) {
        try {
            String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            if (Arrays.asList(line.split("\0")).contains(mark)) return true;
            return line.startsWith("postgres:")
                    && Files.readSymbolicLink(process.resolve("cwd")).toString().equals(mark);
        } catch (IOException e) {
            return false; // ended meanwhile, or another user's
        }
    }
}
