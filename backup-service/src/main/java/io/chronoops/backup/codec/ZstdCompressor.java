package io.chronoops.backup.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** One zstd frame a block, with its size and a checksum of its content. */
final class ZstdCompressor implements BlockCompressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx();

    ZstdCompressor(int level) {
        context.setLevel(level).setChecksum(true).setContentSize(true);
    }

    @Override
    public int bound(int length) {
        return Math.toIntExact(Zstd.compressBound(length));
    }

    @Override
    public int compress(byte[] block, int length, byte[] into) {
        return context.compressByteArray(into, 0, into.length, block, 0, length);
    }

    @Override
    public void close() {
        context.close();
    }
}
