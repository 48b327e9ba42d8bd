package io.chronoops.backup.codec;

/** Turns one block into bytes that expand on their own. For one thread at a time. */
interface BlockCompressor extends AutoCloseable {
    /** The most bytes that a block of this length can become. */
    int bound(int length);

    /** Compresses block[0, length) into the beginning of another array; returns how many bytes it became. */
    int compress(byte[] block, int length, byte[] into);

    @Override
    void close();
}
