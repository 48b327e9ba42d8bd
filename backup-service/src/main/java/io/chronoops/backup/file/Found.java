package io.chronoops.backup.file;

import java.nio.file.Path;

/**
 * A file that can be restored.
 *
 * @param path its real one, or a folder's
 * @param bytes its size; 0: a folder
 */
record Found(Path path, Form form, Compression compression, long bytes) {
    String title() {
        return form.title() + " " + path;
    }
}
