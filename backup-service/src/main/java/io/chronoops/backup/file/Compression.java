package io.chronoops.backup.file;

import io.chronoops.backup.codec.Codec;
import java.io.IOException;
import java.io.InputStream;

/** How a file's content is compressed, by its first bytes. */
enum Compression {
    NONE("", ""),
    GZIP("\u001f\u008b", ".gz"),
    ZSTD("(\u00b5/\u00fd", ".zst");

    private final String magic;
    private final String ending;

    Compression(String magic, String ending) {
        this.magic = magic;
        this.ending = ending;
    }

    static Compression of(String head) {
        return head.startsWith(GZIP.magic) ? GZIP : head.startsWith(ZSTD.magic) ? ZSTD : NONE;
    }

    InputStream expand(InputStream in) throws IOException {
        return Codec.expand(ending, in);
    }
}
