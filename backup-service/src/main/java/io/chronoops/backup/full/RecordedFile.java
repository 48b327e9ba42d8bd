package io.chronoops.backup.full;

import com.github.luben.zstd.ZstdIOException;
import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.ops.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file of a backup, as its manifest has recorded it. */
public final class RecordedFile {
    private RecordedFile() {}

    /** What is done with the expanded content. */
    public interface Use {
        /** Reads it; what it leaves is read after it. */
        void of(InputStream content) throws IOException;
    }

    /** Reads it to its end; bytes that are not the recorded ones are a failure, whatever was done with them. */
    public static void read(Repository repository, String folder, FileEntry file, Use use) throws IOException {
        String path = folder + "/" + file.path();
        var hashed = new DigestInputStream(repository.open(path), sha256());
        try (hashed;
                InputStream content = Codec.expand(path, hashed)) {
            use.of(content);
            hashed.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ZipException | ZstdIOException e) {
            throw damaged(path, String.valueOf(e.getMessage()), e);
        }
        if (!HexFormat.of().formatHex(hashed.getMessageDigest().digest()).equals(file.sha256())) {
            throw damaged(path, "its SHA-256 is not the recorded one", null);
        }
    }

    private static RepositoryFailed damaged(String path, String why, @Nullable IOException e) {
        return new RepositoryFailed(
                Reason.CORRUPT,
                path + " is damaged: " + why,
                "restore from another backup; chronoops backups verify --all names all damage",
                e);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
