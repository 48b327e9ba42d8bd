package io.chronoops.backup.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Rows on their way: between two reads it can be asked whether to go on. */
final class WatchedRows extends FilterInputStream {
    private final Runnable between;

    WatchedRows(InputStream in, Runnable between) {
        super(in);
        this.between = between;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        between.run();
        return super.read(into, from, length);
    }
}
