package io.chronoops.backup.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * One gzip member a block (RFC 1952). An extra field "CO" tells the member's length, so that a reader finds the next one
 * without expanding this one; any gunzip passes over it.
 */
final class GzipCompressor implements BlockCompressor {
    static final int HEADER = 20;
    static final int TRAILER = 8;
    static final int LENGTH_AT = 16;
    static final byte[] MAGIC = {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 255, 8, 0, 'C', 'O', 4, 0};

    private final Deflate deflate;

    GzipCompressor(Deflate deflate) {
        this.deflate = deflate;
    }

    @Override
    public int bound(int length) {
        return HEADER + deflate.bound(length) + TRAILER;
    }

    @Override
    public int compress(byte[] block, int length, byte[] into) {
        int deflated = deflate.deflate(block, length, into, HEADER);
        var crc = new CRC32();
        crc.update(block, 0, length);
        int whole = HEADER + deflated + TRAILER;
        ByteBuffer.wrap(into)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(LENGTH_AT, whole)
                .putInt(HEADER + deflated, (int) crc.getValue())
                .putInt(HEADER + deflated + Integer.BYTES, length);
        return whole;
    }

    @Override
    public void close() {
        deflate.close();
    }
}
