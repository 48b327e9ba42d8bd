package io.chronoops.backup.repository;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Stored bytes that remember how their reading failed: what reads them says "does not decrypt" to everything. */
final class Source extends FilterInputStream {
    private @Nullable IOException failure;

    Source(InputStream in) {
        super(in);
    }

    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        try {
            return super.read(into, from, most);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
