package io.chronoops.backup.verify;

import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.repository.RepositoryFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads every byte of a backup: hashes match, compressed files expand to their end. */
public final class ReadEveryByte {
    private final Repository repository;

    /** Of this repository. */
    public ReadEveryByte(Repository repository) {
        this.repository = repository;
    }

    /** What was read and what is wrong with it; no finding: the backup is verified. */
    public record Found(long files, long bytes, List<String> findings) {}

    /**
     * Reads one backup; onFile is called with the bytes of each file read. A store that does not answer and a key that is
     * missing are no findings: they say nothing about the bytes.
     */
    public Found read(Manifest manifest, Consumer<Long> onFile) throws IOException {
        String folder =
                manifest.type().equals("incremental") ? "" : Layout.backup(manifest.database(), manifest.id()) + "/";
        List<String> findings = new ArrayList<>();
        long files = 0;
        long bytes = 0;
        List<FileEntry> all = Stream.concat(
                        manifest.files().stream(), manifest.tables().stream().flatMap(table -> table.chunks().stream()))
                .toList();
        for (FileEntry file : all) {
            try {
                read(folder + file.path(), file.sha256());
            } catch (IOException e) {
                Optional<RepositoryFailed> unread = RepositoryFailed.unread(e);
                if (unread.isPresent()) {
                    throw unread.get();
                }
                findings.add(file.path() + ": " + e.getMessage());
            }
            files++;
            bytes += file.bytes();
            onFile.accept(bytes);
        }
        return new Found(files, bytes, findings);
    }

    private void read(String path, String sha256) throws IOException {
        if (!repository.exists(path)) {
            throw new IOException("is missing");
        }
        var hash = new DigestInputStream(repository.open(path), sha256());
        try (hash;
                InputStream expanded = Codec.expand(path, hash)) {
            expanded.transferTo(OutputStream.nullOutputStream());
            hash.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IOException("does not expand, it is damaged or cut short (" + e.getMessage() + ")", e);
        }
        if (!HexFormat.of().formatHex(hash.getMessageDigest().digest()).equals(sha256)) {
            throw new IOException("its SHA-256 is not the recorded one: its bytes have changed");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
