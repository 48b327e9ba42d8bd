package io.chronoops.stack.data;

import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.MachineLacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What the build left beside our own classes: class paths, the registry's distribution. */
public final class Built {
    private Built() {}

    /** The class path of the broker, which nobody else carries. */
    public static String brokerClassPath() {
        try {
            return Files.readString(must(target().resolve("broker-classpath.txt")))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The registry's runnable jar. */
    public static Path registryJar() {
        return must(target().resolve("registry").resolve("quarkus-run.jar"));
    }

    /** Where a JVM keeps the classes that it loaded from this class path, so that the next start is quicker. */
    public static Path classes(String part, String classPath) {
        String name = part + "-" + Integer.toHexString(classPath.hashCode()) + ".jsa";
        return Folders.make(target().resolve("cds")).resolve(name);
    }

    /** Where services are laid out for a quick start. */
    public static Path services() {
        return target().resolve("services");
    }

    /** The executable jar of a service, or none where it is not built. */
    public static Optional<Path> service(String module) {
        Path target = repository().resolve(module).resolve("target");
        try (var jars = Files.newDirectoryStream(target, "chronoops-" + module + "-*-exec.jar")) {
            for (Path jar : jars) return Optional.of(jar);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The repository's folder: that in which we were built, or what chronoops.home says. */
    public static Path repository() {
        String home = System.getProperty("chronoops.home");
        return home == null ? target().resolve("../..").normalize() : Path.of(home);
    }

    /** Where the build of this module puts things. */
    static Path target() {
        try {
            Path ours = Path.of(Built.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNull(ours.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path must(Path file) {
        if (Files.exists(file)) return file;
        throw new MachineLacks(file + " is missing, the build makes it: ./mvnw -q -DskipTests package");
    }
}
