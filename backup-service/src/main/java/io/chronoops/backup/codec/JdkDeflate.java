package io.chronoops.backup.codec;

import java.util.zip.Deflater;

/** By the JDK's zlib. */
final class JdkDeflate implements Deflate {
    private static final int SLACK = 64;

    private final Deflater deflater;

    JdkDeflate(int level) {
        deflater = new Deflater(level, true);
    }

    /** zlib's own bound: 5 bytes a stored block of 16 kB, and a little. */
    @Override
    public int bound(int length) {
        return length + (length >> 12) + (length >> 14) * 5 + SLACK;
    }

    @Override
    public int deflate(byte[] block, int length, byte[] into, int at) {
        deflater.reset();
        deflater.setInput(block, 0, length);
        deflater.finish();
        int written = at;
        while (!deflater.finished()) {
            written += deflater.deflate(into, written, into.length - written);
        }
        return written - at;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
