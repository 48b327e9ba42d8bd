package io.chronoops.backup.codec;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Expands gzip: block by block where our blocks tell their length, as a plain stream where someone else made the file. */
final class GzipBlocks extends InputStream {
    private static final int MOST = 64 << 20;

    private final InputStream in;
    private final Inflate inflate = Inflate.best();
    private InputStream foreign = InputStream.nullInputStream();
    private byte[] block = new byte[0];
    private byte[] member = new byte[0];
    private int at;
    private int end;
    private boolean ended;

    GzipBlocks(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == end) {
            if (ended) {
                return foreign.read(into, from, length);
            }
            next();
        }
        int taken = Math.min(length, end - at);
        System.arraycopy(block, at, into, from, taken);
        at += taken;
        return taken;
    }

    private void next() throws IOException {
        byte[] header = in.readNBytes(GzipCompressor.HEADER);
        if (header.length == 0) {
            ended = true;
            return;
        }
        if (!isOurs(header)) {
            ended = true;
            foreign = new GZIPInputStream(new SequenceInputStream(new ByteArrayInputStream(header), in), 1 << 16);
            return;
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int rest = fields.getInt(GzipCompressor.LENGTH_AT) - GzipCompressor.HEADER;
        if (rest < GzipCompressor.TRAILER || rest > MOST) {
            throw new ZipException("a block says that it is " + rest + " bytes long");
        }
        member = member.length < rest ? new byte[rest] : member;
        if (in.readNBytes(member, 0, rest) < rest) {
            throw new EOFException("the file ends inside a block");
        }
        expand(rest - GzipCompressor.TRAILER);
    }

    private void expand(int deflated) throws ZipException {
        ByteBuffer trailer = ByteBuffer.wrap(member).order(ByteOrder.LITTLE_ENDIAN);
        int size = trailer.getInt(deflated + Integer.BYTES);
        if (size < 0 || size > MOST) {
            throw new ZipException("a block says that it expands to " + size + " bytes");
        }
        block = block.length < size ? new byte[size] : block;
        if (!inflate.inflate(member, 0, deflated, block, size)) {
            throw new ZipException("a block does not expand");
        }
        var crc = new CRC32();
        crc.update(block, 0, size);
        if ((int) crc.getValue() != trailer.getInt(deflated)) {
            throw new ZipException("a block's content is not what was compressed");
        }
        at = 0;
        end = size;
    }

    private static boolean isOurs(byte[] header) {
        return header.length == GzipCompressor.HEADER
                && Arrays.equals(
                        header, 0, GzipCompressor.MAGIC.length, GzipCompressor.MAGIC, 0, GzipCompressor.MAGIC.length);
    }

    @Override
    public void close() throws IOException {
        inflate.close();
        in.close();
    }
}
