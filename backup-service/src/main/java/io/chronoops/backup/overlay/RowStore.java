package io.chronoops.backup.overlay;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys with their lines, one after the other in a file of its own that has no name any more: they take no heap, and nothing
 * is left of them whatever happens. A place is where one begins, in units of sixteen bytes, from 1.
 */
final class RowStore implements AutoCloseable {
    private static final int UNIT = 16;
    private static final int FIRST_CHUNK = 1 << 16;
    private static final int LARGEST_CHUNK = 1 << 24;
    private static final int HEAD = 16;
    /** Offsets in a record's head. */
    private static final int STATE = 0;

    private static final int CAPACITY = 4;
    private static final int KEY = 8;
    private static final int LINE = 12;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private final Arena arena = Arena.ofShared();
    private final Path folder;
    private final long most;
    private final List<MemorySegment> chunks = new ArrayList<>();
    /** Place at which each chunk begins. */
    private final List<Long> begins = new ArrayList<>();

    private @Nullable FileChannel file;
    private long size;
    private int used;

    /** In a folder, from the first key on; most: bytes that it may take. */
    RowStore(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    private FileChannel file() throws IOException {
        FileChannel opened = file;
        if (opened == null) {
            Files.createDirectories(folder);
            Path path = Files.createTempFile(folder, "rows-", ".tmp");
            opened = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            file = opened;
            Files.delete(path);
        }
        return opened;
    }

    /** Adds a key with its line; returns its place. */
    int add(byte[] key, int keyLength, byte[] line, int lineLength, byte state) throws IOException, DoesNotLie {
        int capacity = lineLength + lineLength / 8;
        int needed = (HEAD + keyLength + capacity + UNIT - 1) / UNIT * UNIT;
        if (needed > LARGEST_CHUNK) {
            throw new DoesNotLie("a row is larger than " + LARGEST_CHUNK + " bytes");
        }
        if (chunks.isEmpty() || used + needed > chunks.getLast().byteSize()) {
            grow(needed);
        }
        MemorySegment chunk = chunks.getLast();
        long at = used;
        used += needed;
        chunk.set(INT, at + CAPACITY, needed - HEAD - keyLength);
        chunk.set(INT, at + KEY, keyLength);
        MemorySegment.copy(key, 0, chunk, ValueLayout.JAVA_BYTE, at + HEAD, keyLength);
        write(chunk, at, line, lineLength, state);
        return (int) ((begins.getLast() + at) / UNIT) + 1;
    }

    /** Gives the one at this place another line; false: it does not fit there. */
    boolean replace(int place, byte[] line, int length, byte state) {
        MemorySegment chunk = chunk(place);
        long at = at(place);
        if (length > chunk.get(INT, at + CAPACITY)) {
            return false;
        }
        write(chunk, at, line, length, state);
        return true;
    }

    private static void write(MemorySegment chunk, long at, byte[] line, int length, byte state) {
        chunk.set(ValueLayout.JAVA_BYTE, at + STATE, state);
        chunk.set(INT, at + LINE, length);
        MemorySegment.copy(line, 0, chunk, ValueLayout.JAVA_BYTE, at + HEAD + chunk.get(INT, at + KEY), length);
    }

    byte state(int place) {
        return chunk(place).get(ValueLayout.JAVA_BYTE, at(place) + STATE);
    }

    boolean hasKey(int place, MemorySegment key, int length) {
        MemorySegment chunk = chunk(place);
        long at = at(place);
        return chunk.get(INT, at + KEY) == length
                && MemorySegment.mismatch(chunk, at + HEAD, at + HEAD + length, key, 0, length) < 0;
    }

    /** Copies the key out. */
    void key(int place, CopyLine into) {
        MemorySegment chunk = chunk(place);
        long at = at(place);
        copy(chunk, at + HEAD, chunk.get(INT, at + KEY), into);
    }

    /** Copies the line out. */
    void line(int place, CopyLine into) {
        MemorySegment chunk = chunk(place);
        long at = at(place);
        copy(chunk, at + HEAD + chunk.get(INT, at + KEY), chunk.get(INT, at + LINE), into);
    }

    private static void copy(MemorySegment chunk, long from, int length, CopyLine into) {
        into.room(length);
        MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, from, into.bytes(), 0, length);
    }

    /** The file holds zeros before it is mapped: a full disk is told here, not by a fault of memory later. */
    private void grow(int needed) throws IOException, DoesNotLie {
        long length = chunks.isEmpty()
                ? FIRST_CHUNK
                : Math.min(LARGEST_CHUNK, chunks.getLast().byteSize() * 2);
        length = Math.max(length, needed);
        if (size + length > most) {
            throw new DoesNotLie("it takes more than " + most + " bytes");
        }
        var zeros = ByteBuffer.allocate(FIRST_CHUNK);
        for (long at = size; at < size + length; ) {
            zeros.clear().limit((int) Math.min(FIRST_CHUNK, size + length - at));
            at += file().write(zeros, at);
        }
        chunks.add(file().map(FileChannel.MapMode.READ_WRITE, size, length, arena));
        begins.add(size);
        size += length;
        used = 0;
    }

    private int number(int place) {
        long offset = (place - 1L) * UNIT;
        int low = 0;
        int high = chunks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (begins.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private MemorySegment chunk(int place) {
        return chunks.get(number(place));
    }

    private long at(int place) {
        return (place - 1L) * UNIT - begins.get(number(place));
    }

    @Override
    public void close() throws IOException {
        arena.close();
        if (file != null) {
            file.close();
        }
    }
}
