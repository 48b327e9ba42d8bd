package io.chronoops.backup.export;

import java.io.IOException;
import java.io.OutputStream;

/** Counts what goes into a file; closing it leaves the file to whoever made it. */
final class Counted extends OutputStream {
    private final OutputStream file;
    private long bytes;

    Counted(OutputStream file) {
        this.file = file;
    }

    @Override
    public void write(int one) throws IOException {
        file.write(one);
        bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        file.write(from, offset, length);
        bytes += length;
    }

    @Override
    public void close() {
        // the file below is committed or given up by its owner
    }

    long bytes() {
        return bytes;
    }
}
