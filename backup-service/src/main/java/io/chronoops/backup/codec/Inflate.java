package io.chronoops.backup.codec;

/** Expands raw deflate whose size is known. For one thread at a time. */
interface Inflate extends AutoCloseable {
    /** Expands deflated[at, at + length) to into[0, size); false: those bytes are not a deflated block of that size. */
    boolean inflate(byte[] deflated, int at, int length, byte[] into, int size);

    @Override
    void close();

    /** libdeflate where the machine has it. */
    static Inflate best() {
        return LibDeflate.isThere() ? new LibDeflate.Decompressor() : new JdkInflate();
    }
}
