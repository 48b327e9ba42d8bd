package io.chronoops.backup.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The place where bases and segments lie. Paths are relative, with slashes. A file that was put is whole and durable;
 * nothing half-written is ever listed.
 */
public interface Repository {
    /** Opens a new file; it appears when {@link Pending#commit} returns, durable; closing without commit leaves nothing. */
    Pending create(String path) throws IOException;

    /** Reads a file from its beginning. */
    InputStream open(String path) throws IOException;

    /** Whether the file is there. */
    boolean exists(String path);

    /** Paths of all files below a folder, sorted; empty where there is no such folder. */
    List<String> list(String folder) throws IOException;

    /** Removes everything below a folder, or one file. */
    void delete(String path) throws IOException;

    /** Bytes still free there; Long.MAX_VALUE where the place has no such limit. */
    long freeBytes() throws IOException;

    /** Where it is, for people. */
    String location();

    /** A file being written. */
    abstract class Pending extends OutputStream {
        /** Makes the file durable and visible under its name. */
        public abstract void commit() throws IOException;
    }
}
