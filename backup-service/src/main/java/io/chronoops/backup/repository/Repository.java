package io.chronoops.backup.repository;

import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The place where bases and segments lie. Paths are relative, with slashes. A file that was put is whole and durable;
 * nothing half-written is ever listed. What has a name and a mend fails as {@link RepositoryFailed}.
 */
public interface Repository extends AutoCloseable {
    /**
     * Where a file may grow in place, in clear and seen by {@link #list} from its beginning, as durable as the place once it
     * is fsynced; empty: no file can grow here.
     */
    default Optional<Path> growing(String path) throws IOException {
        return Optional.empty();
    }

    /** Opens a new file; it appears when {@link Pending#commit} returns, durable; closing without commit leaves nothing. */
    Pending create(String path) throws IOException;

    /** Reads a file from its beginning; {@link java.nio.file.NoSuchFileException} where there is none. */
    InputStream open(String path) throws IOException;

    /** Whether the file is there; where that cannot be told, it fails. */
    boolean exists(String path) throws IOException;

    /** Paths of all files below a folder, sorted; empty where there is no such folder. */
    List<String> list(String folder) throws IOException;

    /** Removes everything below a folder, or one file. */
    void delete(String path) throws IOException;

    /** Bytes still free there; Long.MAX_VALUE where the place has no such limit. */
    long freeBytes() throws IOException;

    /** Where it is, for people. */
    String location();

    /** The same place, whose new files are encrypted or are not; what is there already reads the same through both. */
    default Repository encrypting(boolean encrypt) throws IOException {
        if (encrypt) {
            throw new RepositoryFailed(
                    Reason.KEY_MISSING,
                    "nothing can be encrypted in " + location() + ": no encryption key is configured",
                    "name a file of keys in chronoops.repository.encryption.keys-file and start the service again",
                    null);
        }
        return this;
    }

    /** Another place, read with the keys of this one. */
    default Repository withKeysOver(Repository other) {
        return other;
    }

    /** Id of the key that new files are encrypted with; empty: they are not. */
    default Optional<String> keyId() {
        return Optional.empty();
    }

    /** Lets go of connections. */
    @Override
    default void close() {}

    /** A file being written. */
    abstract class Pending extends OutputStream {
        /** Makes the file durable and visible under its name. */
        public abstract void commit() throws IOException;
    }
}
