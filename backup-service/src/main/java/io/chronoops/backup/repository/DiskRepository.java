package io.chronoops.backup.repository;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A repository in a folder: written aside, fsynced, renamed, the folder fsynced. */
public final class DiskRepository implements Repository {
    private static final String PARTIAL = ".partial";
    private static final int BUFFER = 1 << 16;

    private final Path root;

    /** Below this folder; it is made if it is not there. */
    public DiskRepository(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Pending create(String path) throws IOException {
        Path target = resolve(path);
        Files.createDirectories(parent(target));
        Path aside = target.resolveSibling(target.getFileName() + PARTIAL);
        FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        return new PendingFile(channel, aside, target);
    }

    @Override
    public Optional<Path> growing(String path) throws IOException {
        Path file = resolve(path);
        Files.createDirectories(parent(file));
        return Optional.of(file);
    }

    @Override
    public InputStream open(String path) throws IOException {
        return new BufferedInputStream(Files.newInputStream(resolve(path)), BUFFER);
    }

    @Override
    public boolean exists(String path) throws IOException {
        try {
            return Files.readAttributes(resolve(path), BasicFileAttributes.class)
                    .isRegularFile();
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        Path start = resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = root.relativize(file).toString().replace(File.separatorChar, '/');
                if (attributes.isRegularFile() && !path.endsWith(PARTIAL)) {
                    paths.add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // renamed or deleted by a writer just now
                }
                throw e;
            }
        });
        paths.sort(Comparator.naturalOrder());
        return paths;
    }

    @Override
    public void delete(String path) throws IOException {
        Path start = resolve(path);
        if (!Files.exists(start)) {
            return;
        }
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path folder, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public long freeBytes() throws IOException {
        Files.createDirectories(root);
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public String location() {
        return root.toString();
    }

    private Path resolve(String path) {
        return path.isEmpty() ? root : root.resolve(Layout.checked(path));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static final class PendingFile extends Pending {
        private final FileChannel channel;
        private final Path aside;
        private final Path target;
        private final OutputStream buffered;
        private boolean committed;

        PendingFile(FileChannel channel, Path aside, Path target) {
            this.channel = channel;
            this.aside = aside;
            this.target = target;
            this.buffered = new java.io.BufferedOutputStream(new ChannelStream(channel), BUFFER);
        }

        @Override
        public void write(int one) throws IOException {
            buffered.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            buffered.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            buffered.flush();
        }

        @Override
        public void commit() throws IOException {
            buffered.flush();
            channel.force(true);
            channel.close();
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(parent(target), StandardOpenOption.READ)) {
                folder.force(true);
            }
            committed = true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!committed) {
                Files.deleteIfExists(aside);
            }
        }
    }

    private static final class ChannelStream extends OutputStream {
        private final FileChannel channel;

        ChannelStream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
