package io.chronoops.stack.process;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who runs PostgreSQL, which refuses root: ourselves, or for root the user postgres, else nobody. */
public record OrdinaryUser(Optional<String> other) {
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");

    /** The user for whoever runs this JVM. */
    public static OrdinaryUser find() {
        if (new UnixSystem().getUid() != 0) return new OrdinaryUser(Optional.empty());
        String name = CANDIDATES.stream()
                .filter(OrdinaryUser::exists)
                .findFirst()
                .orElseThrow(() -> new MachineLacks(
                        "PostgreSQL refuses to run as root and there is no user postgres: useradd --system postgres"));
        return new OrdinaryUser(Optional.of(name));
    }

    /** The command as this user runs it; the pid stays that of the command. */
    public List<String> run(List<String> command) {
        if (other.isEmpty()) return command;
        var line = new ArrayList<String>();
        if (Programs.find("setpriv").isPresent()) {
            line.addAll(List.of("setpriv", "--reuid=" + other.get(), "--regid=" + group(), "--clear-groups", "--"));
        } else if (Programs.find("runuser").isPresent()) {
            line.addAll(List.of("runuser", "-u", other.get(), "--"));
        } else {
            throw new MachineLacks(
                    "PostgreSQL refuses to run as root and neither setpriv nor runuser is here: apt-get install util-linux");
        }
        line.addAll(command);
        return line;
    }

    /** Makes the folder this user's, and says so where the user cannot get there. */
    public void owns(Path folder) {
        try {
            Files.createDirectories(folder);
            if (other.isEmpty()) return;
            firstClosed(folder).ifPresent(closed -> {
                throw new StackProblem("user " + other.get() + ", who runs PostgreSQL, cannot enter " + closed
                        + ": keep the data elsewhere (--data /var/tmp/chronoops) or chmod o+x it");
            });
            Files.setOwner(folder, principal(other.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + folder + " to " + other.orElse("ourselves"), e);
        }
    }

    /** Makes the file this user's. */
    public void ownsFile(Path file) {
        try {
            if (other.isPresent()) Files.setOwner(file, principal(other.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + file + " to " + other.orElse("ourselves"), e);
        }
    }

    /** Whether this user can reach what is below the folder. */
    public boolean canEnter(Path folder) {
        return other.isEmpty() || firstClosed(folder.resolve("x")).isEmpty();
    }

    private static Optional<Path> firstClosed(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().getParent(), path -> path != null, Path::getParent)
                .filter(Files::exists)
                .filter(path -> !isOpen(path))
                .findFirst();
    }

    private static boolean isOpen(Path folder) {
        try {
            return ((int) Files.getAttribute(folder, "unix:mode") & 1) != 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String group() {
        return other.filter("nobody"::equals).isPresent() ? "nogroup" : other.orElseThrow();
    }

    private static boolean exists(String name) {
        try {
            return principal(name) != null;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserPrincipal principal(String name) throws IOException {
        return Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }
}
