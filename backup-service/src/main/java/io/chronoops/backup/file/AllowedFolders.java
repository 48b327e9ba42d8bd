package io.chronoops.backup.file;

import io.chronoops.kit.operation.OperationFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders below which files may be restored; links that lead out of them are not followed. */
public final class AllowedFolders {
    private final List<Path> folders;

    /** These and what is below them. */
    public AllowedFolders(List<Path> folders) {
        this.folders = folders.stream().map(Path::normalize).distinct().toList();
    }

    /** The real path of a file or folder there; of what is outside nothing is told, not even whether it is there. */
    Path resolve(Path wanted) {
        Path path = wanted.normalize();
        if (Stream.concat(folders.stream(), real()).noneMatch(path::startsWith)) {
            throw outside(wanted);
        }
        try {
            Path resolved = path.toRealPath();
            if (real().noneMatch(resolved::startsWith)) {
                throw outside(wanted);
            }
            return resolved;
        } catch (IOException e) {
            throw Trouble.unreadable(path, e);
        }
    }

    /** The same for all that lies in a folder: a program that reads it follows links. */
    void resolveAll(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.forEach(this::resolve);
        } catch (UncheckedIOException e) {
            throw Trouble.unreadable(folder, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw Trouble.unreadable(folder, e);
        }
    }

    private OperationFailed outside(Path path) {
        return Trouble.outside(
                path,
                folders.isEmpty()
                        ? "none is configured"
                        : folders.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }

    /** A folder that is not there holds nothing. */
    private Stream<Path> real() {
        return folders.stream().flatMap(folder -> {
            try {
                return Stream.of(folder.toRealPath());
            } catch (IOException _) {
                return Stream.empty();
            }
        });
    }
}
