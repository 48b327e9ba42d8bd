package io.chronoops.backup.repository;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Decrypted bytes; what cannot be decrypted is damage by name, what cannot be read stays what it is. */
final class Decrypting extends FilterInputStream {
    private final Source source;
    private final Function<IOException, IOException> damaged;

    Decrypting(InputStream in, Source source, Function<IOException, IOException> damaged) {
        super(in);
        this.source = source;
        this.damaged = damaged;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        try {
            return super.read(into, from, most);
        } catch (IOException e) {
            IOException unread = source.failure();
            throw unread == null ? damaged.apply(e) : unread;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
