package io.chronoops.endtoend.seen;

import io.chronoops.stack.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian packages unpacked into a folder of ours, kept for the next time; nothing is installed, no daemon starts. */
final class DebianPackages {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "chronoops", "debian");

    private DebianPackages() {}

    /** The folder with the contents of these packages, or none where the machine has no apt or reaches no mirror. */
    static synchronized Optional<Path> unpacked(String name, List<String> packages) {
        Path folder = CACHE.resolve(name);
        if (Files.isDirectory(folder)) return Optional.of(folder);
        if (Stream.of("apt-get", "dpkg")
                .anyMatch(program -> Programs.find(program).isEmpty())) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(CACHE);
            Path fresh = Files.createTempDirectory(CACHE, name);
            if (!fetch(fresh, packages)) return Optional.empty();
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fetch(Path folder, List<String> packages) throws IOException {
        var download = Stream.concat(Stream.of("apt-get", "-q", "download"), packages.stream())
                .toList();
        if (Command.run(folder, Map.of(), download).exit() != 0) { // a new machine has no package lists yet
            Command.run(folder, Map.of(), List.of("apt-get", "-q", "update"));
            if (Command.run(folder, Map.of(), download).exit() != 0) return false;
        }
        try (var archives = Files.newDirectoryStream(folder, "*.deb")) {
            for (Path archive : archives) {
                if (Command.run(folder, Map.of(), List.of("dpkg", "-x", archive.toString(), "."))
                                .exit()
                        != 0) return false;
                Files.delete(archive);
            }
        }
        return true;
    }
}
