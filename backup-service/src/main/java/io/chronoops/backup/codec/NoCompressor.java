package io.chronoops.backup.codec;

/** Leaves blocks as they are. */
final class NoCompressor implements BlockCompressor {
    @Override
    public int bound(int length) {
        return length;
    }

    @Override
    public int compress(byte[] block, int length, byte[] into) {
        System.arraycopy(block, 0, into, 0, length);
        return length;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
