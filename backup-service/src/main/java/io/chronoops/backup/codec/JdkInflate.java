package io.chronoops.backup.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** By the JDK's zlib. */
final class JdkInflate implements Inflate {
    private final Inflater inflater = new Inflater(true);

    @Override
    public boolean inflate(byte[] deflated, int at, int length, byte[] into, int size) {
        inflater.reset();
        inflater.setInput(deflated, at, length);
        int written = 0;
        try {
            while (written < size) {
                int more = inflater.inflate(into, written, size - written);
                if (more == 0) {
                    return false;
                }
                written += more;
            }
            return inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
        } catch (DataFormatException _) {
            return false;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
