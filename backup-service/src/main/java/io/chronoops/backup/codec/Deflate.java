package io.chronoops.backup.codec;

/** Raw deflate (RFC 1951) of whole blocks. For one thread at a time. */
interface Deflate extends AutoCloseable {
    /** The most bytes that a block of this length can become. */
    int bound(int length);

    /** Deflates block[0, length) to into[at, …); returns how many bytes it became. */
    int deflate(byte[] block, int length, byte[] into, int at);

    @Override
    void close();

    /** libdeflate where the machine has it: 2.5 times as fast at the same level, and smaller. */
    static Deflate best(int level, int block) {
        return LibDeflate.isThere() ? new LibDeflate.Compressor(level, block) : new JdkDeflate(level);
    }
}
