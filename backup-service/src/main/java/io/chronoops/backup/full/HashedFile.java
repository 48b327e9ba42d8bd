package io.chronoops.backup.full;

import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A repository file that hashes and counts what is written to it. */
final class HashedFile extends OutputStream {
    private final Repository.Pending pending;
    private final String path;
    private final MessageDigest sha256;
    private long bytes;

    HashedFile(Repository repository, String folder, String path) throws IOException {
        this.path = path;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        this.pending = repository.create(folder + "/" + path);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        pending.write(from, offset, length);
        sha256.update(from, offset, length);
        bytes += length;
    }

    FileEntry commit() throws IOException {
        pending.commit();
        return new FileEntry(path, bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    @Override
    public void close() throws IOException {
        pending.close();
    }
}
