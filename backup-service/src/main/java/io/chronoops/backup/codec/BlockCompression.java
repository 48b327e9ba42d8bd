package io.chronoops.backup.codec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compresses files block by block on a few threads; what it holds is bounded: three blocks a file under way. */
public final class BlockCompression implements AutoCloseable {
    private static final int BLOCK = 1 << 20;
    private static final int UNDER_WAY = 2;

    private final Codec codec;
    private final ExecutorService threads;
    private final Deque<BlockCompressor> compressors = new ConcurrentLinkedDeque<>();
    private final Deque<Slot> slots = new ConcurrentLinkedDeque<>();

    /** With so many threads. */
    public BlockCompression(Codec codec, int threads) {
        this.codec = codec;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("compress-", 1).factory());
    }

    /** A stream into a file; closing it ends the content, not the file below. */
    public OutputStream open(OutputStream file) {
        return new Blocks(file);
    }

    /** How it compresses. */
    public Codec codec() {
        return codec;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        compressors.forEach(BlockCompressor::close);
    }

    private static final class Slot {
        private final byte[] block = new byte[BLOCK];
        private byte[] compressed = new byte[0];
        private int length;
        private int size;
    }

    private Void compress(Slot slot) {
        BlockCompressor idle = compressors.poll();
        BlockCompressor compressor = idle == null ? codec.compressor(BLOCK) : idle;
        try {
            if (slot.compressed.length == 0) {
                slot.compressed = new byte[compressor.bound(BLOCK)];
            }
            slot.size = compressor.compress(slot.block, slot.length, slot.compressed);
        } finally {
            compressors.push(compressor);
        }
        return null;
    }

    private record Submitted(Slot slot, Future<Void> done) {}

    private final class Blocks extends OutputStream {
        private final OutputStream file;
        private final Deque<Submitted> underWay = new ArrayDeque<>();
        private Slot slot = slot();
        private boolean wrote;
        private boolean closed;

        Blocks(OutputStream file) {
            this.file = file;
        }

        private Slot slot() {
            Slot spare = slots.poll();
            Slot next = spare == null ? new Slot() : spare;
            next.length = 0;
            return next;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            int left = length;
            while (left > 0) {
                int taken = Math.min(left, BLOCK - slot.length);
                System.arraycopy(bytes, at, slot.block, slot.length, taken);
                slot.length += taken;
                at += taken;
                left -= taken;
                if (slot.length == BLOCK) {
                    submit();
                    slot = slot();
                }
            }
        }

        private void submit() throws IOException {
            Slot full = slot;
            underWay.add(new Submitted(full, threads.submit(() -> compress(full))));
            wrote = true;
            if (underWay.size() > UNDER_WAY) {
                writeOldest();
            }
        }

        private void writeOldest() throws IOException {
            Submitted oldest = underWay.remove();
            try {
                oldest.done().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OutOfMemoryError error) {
                    throw error;
                }
                throw new IOException("compressing failed: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while compressing");
            }
            file.write(oldest.slot().compressed, 0, oldest.slot().size);
            slots.push(oldest.slot());
        }

        /** An empty file holds one empty block: gunzip takes no file of nothing. */
        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            if (slot.length > 0 || !wrote) {
                submit();
            }
            while (!underWay.isEmpty()) {
                writeOldest();
            }
            file.flush();
        }
    }
}
