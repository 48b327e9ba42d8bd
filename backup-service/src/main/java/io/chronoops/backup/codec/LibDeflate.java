package io.chronoops.backup.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/** The machine's libdeflate, by the foreign-function API. */
@SuppressWarnings("restricted") // calling native code is what it is for; the jar says so in its manifest
final class LibDeflate {
    private static final List<String> NAMES =
            List.of("libdeflate.so.0", "libdeflate.so", "libdeflate.0.dylib", "libdeflate.dylib", "libdeflate.dll");
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout SIZE = ValueLayout.JAVA_LONG;
    private static final ValueLayout INT = ValueLayout.JAVA_INT;
    private static final Optional<Library> FOUND =
            NAMES.stream().flatMap(name -> load(name).stream()).findFirst();

    private LibDeflate() {}

    private record Library(
            String name,
            MethodHandle newCompressor,
            MethodHandle compress,
            MethodHandle bound,
            MethodHandle freeCompressor,
            MethodHandle newDecompressor,
            MethodHandle decompress,
            MethodHandle freeDecompressor) {}

    private static Optional<Library> load(String name) {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup(name, Arena.global());
            return Optional.of(new Library(
                    name,
                    handle(library, "libdeflate_alloc_compressor", FunctionDescriptor.of(POINTER, INT)),
                    handle(
                            library,
                            "libdeflate_deflate_compress",
                            FunctionDescriptor.of(SIZE, POINTER, POINTER, SIZE, POINTER, SIZE)),
                    handle(library, "libdeflate_deflate_compress_bound", FunctionDescriptor.of(SIZE, POINTER, SIZE)),
                    handle(library, "libdeflate_free_compressor", FunctionDescriptor.ofVoid(POINTER)),
                    handle(library, "libdeflate_alloc_decompressor", FunctionDescriptor.of(POINTER)),
                    handle(
                            library,
                            "libdeflate_deflate_decompress",
                            FunctionDescriptor.of(INT, POINTER, POINTER, SIZE, POINTER, SIZE, POINTER)),
                    handle(library, "libdeflate_free_decompressor", FunctionDescriptor.ofVoid(POINTER))));
        } catch (IllegalArgumentException | UnsatisfiedLinkError _) {
            return Optional.empty(); // another name, or none: the JDK's deflate does it then
        }
    }

    private static MethodHandle handle(SymbolLookup library, String symbol, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(symbol), descriptor);
    }

    /** Whether this machine has it. */
    static boolean isThere() {
        return FOUND.isPresent();
    }

    /** The library as it was found. */
    static String name() {
        return FOUND.map(Library::name).orElse("none");
    }

    private static Library library() {
        return FOUND.orElseThrow(() -> new IllegalStateException("there is no libdeflate on this machine"));
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("calling " + name() + " failed", cause);
    }

    /** Deflates blocks of at most a given length. */
    static final class Compressor implements Deflate {
        private final Library library = library();
        private final Arena arena = Arena.ofShared();
        private final MemorySegment compressor;
        private final MemorySegment in;
        private final MemorySegment out;

        Compressor(int level, int block) {
            try {
                compressor = (MemorySegment) library.newCompressor.invokeExact(level);
            } catch (Throwable e) {
                throw broken(e);
            }
            in = arena.allocate(block);
            out = arena.allocate(bound(block));
        }

        @Override
        public int bound(int length) {
            try {
                return Math.toIntExact((long) library.bound.invokeExact(compressor, (long) length));
            } catch (Throwable e) {
                throw broken(e);
            }
        }

        @Override
        public int deflate(byte[] block, int length, byte[] into, int at) {
            MemorySegment.copy(block, 0, in, ValueLayout.JAVA_BYTE, 0, length);
            long deflated;
            try {
                deflated = (long) library.compress.invokeExact(compressor, in, (long) length, out, out.byteSize());
            } catch (Throwable e) {
                throw broken(e);
            }
            int size = Math.toIntExact(deflated);
            if (size == 0) {
                throw new IllegalStateException(name() + " could not compress a block of " + length + " bytes");
            }
            MemorySegment.copy(out, ValueLayout.JAVA_BYTE, 0, into, at, size);
            return size;
        }

        @Override
        public void close() {
            try {
                library.freeCompressor.invokeExact(compressor);
            } catch (Throwable e) {
                throw broken(e);
            } finally {
                arena.close();
            }
        }
    }

    /** Inflates blocks of at most a given length. */
    static final class Decompressor implements Inflate {
        private final Library library = library();
        private final Arena arena = Arena.ofShared();
        private final MemorySegment decompressor;
        private MemorySegment in = MemorySegment.NULL;
        private MemorySegment out = MemorySegment.NULL;

        Decompressor() {
            try {
                decompressor = (MemorySegment) library.newDecompressor.invokeExact();
            } catch (Throwable e) {
                throw broken(e);
            }
        }

        @Override
        public boolean inflate(byte[] deflated, int at, int length, byte[] into, int size) {
            in = in.byteSize() < length ? arena.allocate(length) : in;
            out = out.byteSize() < size ? arena.allocate(size) : out;
            MemorySegment.copy(deflated, at, in, ValueLayout.JAVA_BYTE, 0, length);
            int result;
            try {
                result = (int) library.decompress.invokeExact(
                        decompressor, in, (long) length, out, (long) size, MemorySegment.NULL);
            } catch (Throwable e) {
                throw broken(e);
            }
            MemorySegment.copy(out, ValueLayout.JAVA_BYTE, 0, into, 0, size);
            return result == 0;
        }

        @Override
        public void close() {
            try {
                library.freeDecompressor.invokeExact(decompressor);
            } catch (Throwable e) {
                throw broken(e);
            } finally {
                arena.close();
            }
        }
    }
}
