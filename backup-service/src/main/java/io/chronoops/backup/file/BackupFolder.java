package io.chronoops.backup.file;

import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A repository that holds one backup alone, whose folder lies anywhere; nothing is written there. */
final class BackupFolder implements Repository {
    private final Path folder;
    private final AllowedFolders allowed;
    private final DiskRepository disk;
    private final String prefix;

    BackupFolder(Path folder, AllowedFolders allowed, String database, String id) {
        this.folder = folder;
        this.allowed = allowed;
        this.disk = new DiskRepository(folder);
        this.prefix = Layout.backup(database, id) + "/";
    }

    @Override
    public InputStream open(String path) throws IOException {
        String inside = inside(path);
        if (!disk.exists(inside)) {
            throw new NoSuchFileException(path);
        }
        allowed.resolve(folder.resolve(inside));
        return disk.open(inside);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return path.startsWith(prefix) && disk.exists(inside(path));
    }

    @Override
    public List<String> list(String wanted) throws IOException {
        return disk.list("").stream()
                .map(path -> prefix + path)
                .filter(path -> path.startsWith(wanted + "/"))
                .toList();
    }

    private String inside(String path) throws NoSuchFileException {
        if (!path.startsWith(prefix)) {
            throw new NoSuchFileException(path);
        }
        return path.substring(prefix.length());
    }

    @Override
    public Pending create(String path) throws IOException {
        throw readOnly();
    }

    @Override
    public void delete(String path) throws IOException {
        throw readOnly();
    }

    private IOException readOnly() {
        return new IOException(folder + " is read only: it is a backup from elsewhere");
    }

    @Override
    public long freeBytes() {
        return 0;
    }

    @Override
    public String location() {
        return folder.toString();
    }
}
