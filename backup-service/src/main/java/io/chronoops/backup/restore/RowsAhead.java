package io.chronoops.backup.restore;

import com.github.luben.zstd.ZstdIOException;
import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table's files one after the other, expanded and hashed by a thread of their own while the rows before them
 * are on their way to the server. A file that is not as it was written ends it with that file's name.
 */
final class RowsAhead implements AutoCloseable {
    private static final int SIZE = 1 << 18;
    private static final int AHEAD = 8;

    private final Repository repository;
    private final String folder;
    private final List<FileEntry> files;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(AHEAD);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(AHEAD + 2);
    private final Thread reader;
    private boolean ended;

    private sealed interface Part {}

    /** Some bytes of rows; stored: size of the file that ends with them, else 0. */
    record Rows(byte[] bytes, int length, long stored) implements Part {}

    private record End() implements Part {}

    private record Failure(Throwable cause) implements Part {}

    /** Begins to read. */
    RowsAhead(Repository repository, String folder, List<FileEntry> files) {
        this.repository = repository;
        this.folder = folder;
        this.files = files;
        this.reader = Thread.ofPlatform().name("rows-ahead").daemon().start(this::read);
    }

    /** The next bytes, to be given back by {@link #done}; null after the last ones. */
    @Nullable
    Rows next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            Part part = parts.take();
            ended = !(part instanceof Rows);
            return switch (part) {
                case Rows rows -> rows;
                case End _ -> null;
                case Failure(IOException cause) -> throw cause;
                case Failure(RuntimeException cause) -> throw cause;
                case Failure(Throwable cause) -> throw new IllegalStateException(cause);
            };
        } catch (InterruptedException e) {
            throw OperationFailed.interrupted(e);
        }
    }

    /** Their memory may be used again. */
    void done(Rows rows) {
        free.offer(rows.bytes());
    }

    /** Reads on to the end, for what may be wrong with the files. */
    void readOn() throws IOException {
        for (Rows rows = next(); rows != null; rows = next()) {
            done(rows);
        }
    }

    private void read() {
        try {
            try {
                for (FileEntry file : files) {
                    read(file);
                }
                parts.put(new End());
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) { // whatever it is: without it the reader would wait for ever
                parts.put(new Failure(e));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody wants the rest
        }
    }

    private void read(FileEntry file) throws IOException, InterruptedException {
        String path = folder + "/" + file.path();
        try (var hashed = new DigestInputStream(repository.open(path), sha256());
                InputStream rows = Codec.expand(path, hashed)) {
            byte[] bytes = buffer();
            int length = rows.readNBytes(bytes, 0, SIZE);
            while (length == SIZE) {
                parts.put(new Rows(bytes, length, 0));
                bytes = buffer();
                length = rows.readNBytes(bytes, 0, SIZE);
            }
            hashed.transferTo(OutputStream.nullOutputStream());
            if (!HexFormat.of().formatHex(hashed.getMessageDigest().digest()).equals(file.sha256())) {
                throw damaged(path, "its SHA-256 is not the recorded one");
            }
            parts.put(new Rows(bytes, length, file.bytes()));
        } catch (EOFException | ZipException | ZstdIOException e) {
            throw damaged(path, String.valueOf(e.getMessage()));
        }
    }

    private byte[] buffer() {
        byte[] used = free.poll();
        return used == null ? new byte[SIZE] : used;
    }

    private static OperationFailed damaged(String path, String why) {
        return new OperationFailed(
                Reason.CORRUPT,
                path + " is damaged: " + why,
                "restore from another backup; chronoops backups verify --all names all damage");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Ends the reading, whole or not. */
    @Override
    public void close() {
        reader.interrupt();
        parts.clear();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
