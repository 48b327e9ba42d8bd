package io.chronoops.endtoend.bench;

import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds pgBackRest on this machine, or unpacks Debian's package of it into a folder; nothing is installed. */
final class FindPgBackRest {
    private static final String NAME = "pgbackrest";

    private final Path folder;
    private String trouble = "";

    FindPgBackRest(Path folder) {
        this.folder = folder;
    }

    /** The program, or none; {@link #trouble} says why. */
    Optional<Path> find() throws IOException {
        return Programs.find(NAME).or(this::unpacked).filter(this::answers);
    }

    String trouble() {
        return trouble;
    }

    private Optional<Path> unpacked() {
        Folders.make(folder);
        if (!ran("apt-get", "-q", "download", NAME)) return Optional.empty();
        try (var archives = Files.newDirectoryStream(folder, NAME + "*.deb")) {
            for (Path archive : archives) if (!ran("dpkg", "-x", archive.toString(), ".")) return Optional.empty();
        } catch (IOException e) {
            trouble = e.toString();
            return Optional.empty();
        }
        return Optional.of(folder.resolve("usr/bin").resolve(NAME));
    }

    /** A library that it lacks shows here. */
    private boolean answers(Path program) {
        return ran(program.toString(), "version");
    }

    private boolean ran(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(Folders.make(folder).toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) return true;
            trouble = command[0] + " failed: " + said.strip().replace('\n', ' ');
        } catch (IOException e) {
            trouble = command[0] + " is not here";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            trouble = "interrupted";
        }
        return false;
    }
}
