package io.chronoops.backup.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Makes a readable copy of a folder of an encrypted repository with no service running, so that its restore.sh can be used. */
public final class Decrypt {
    private Decrypt() {}

    /** Takes the file of keys, the repository's folder, the folder within it, and where the copy goes. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            System.err.println("usage: Decrypt KEYS-FILE REPOSITORY FOLDER-IN-IT TARGET");
            System.exit(2);
        }
        try {
            int files = copy(
                    new KeyedRepository(new DiskRepository(Path.of(arguments[1])), Keys.read(Path.of(arguments[0]))),
                    arguments[2],
                    new DiskRepository(Path.of(arguments[3])));
            System.out.println(files + " files in " + arguments[3]);
        } catch (RepositoryFailed e) {
            System.err.println(e.getMessage() + "\n" + e.mend());
            System.exit(1);
        }
    }

    static int copy(Repository from, String folder, Repository to) throws IOException {
        var paths = from.list(folder);
        for (String path : paths) {
            try (InputStream in = from.open(path);
                    var file = to.create(path.substring(folder.length() + 1))) {
                in.transferTo(file);
                file.commit();
            }
        }
        return paths.size();
    }
}
