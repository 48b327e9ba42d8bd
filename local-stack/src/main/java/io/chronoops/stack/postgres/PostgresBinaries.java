package io.chronoops.stack.postgres;

import io.chronoops.stack.process.MachineLacks;
import io.chronoops.stack.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this machine keeps initdb and postgres. */
public record PostgresBinaries(Path folder) {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String CHOICE = "CHRONOOPS_POSTGRES_BIN";

    /** The folder that the environment names, the path's, else Debian's newest, else what pg_config says. */
    public static PostgresBinaries find() {
        String chosen = System.getenv(CHOICE);
        Stream<Path> named = chosen == null ? Stream.empty() : Stream.of(Path.of(chosen));
        return among(Stream.of(named, Programs.folders(), debian(), pgConfig().stream())
                .flatMap(folders -> folders));
    }

    /** The first of the folders that has a server. */
    static PostgresBinaries among(Stream<Path> folders) {
        return folders.filter(PostgresBinaries::hasServer)
                .findFirst()
                .map(PostgresBinaries::real)
                .map(PostgresBinaries::new)
                .orElseThrow(() -> new MachineLacks(
                        "PostgreSQL's server is not installed (looked for initdb and postgres on the path, below "
                                + DEBIAN + " and where pg_config says): sudo apt-get install postgresql"));
    }

    public String program(String name) {
        return folder.resolve(name).toString();
    }

    /** The server's version and place, for a person. */
    public String describe() {
        return answer(List.of(program("postgres"), "--version")).orElse("unknown version") + " in " + folder;
    }

    /** Whether the server can load this library, such as pg_stat_statements. */
    public boolean hasLibrary(String name) {
        Path lib = folder.resolveSibling("lib");
        return Files.exists(lib.resolve(name + ".so"))
                || Files.exists(lib.resolve("postgresql").resolve(name + ".so"));
    }

    private static boolean hasServer(Path folder) {
        return Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("postgres"));
    }

    /** Where a link leads: the libraries lie beside the programs themselves. */
    private static Path real(Path folder) {
        try {
            return Objects.requireNonNull(
                    folder.resolve("postgres").toRealPath().getParent());
        } catch (IOException e) {
            return folder;
        }
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) return Stream.empty();
        try (Stream<Path> majors = Files.list(DEBIAN)) {
            return majors
                    .filter(major -> major.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparing((Path major) ->
                                    Integer.valueOf(major.getFileName().toString()))
                            .reversed())
                    .map(major -> major.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> pgConfig() {
        Optional<Path> program = Programs.find("pg_config");
        if (program.isEmpty()) return Optional.empty();
        return answer(List.of(program.get().toString(), "--bindir")).map(Path::of);
    }

    private static Optional<String> answer(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
