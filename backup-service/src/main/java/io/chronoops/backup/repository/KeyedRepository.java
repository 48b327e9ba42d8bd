package io.chronoops.backup.repository;

import io.chronoops.ops.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository with keys: encrypted files read as if they were not, and what is created is encrypted where told so. In the
 * place itself an encrypted file's name ends in .enc; callers know the name without it.
 */
public final class KeyedRepository implements Repository {
    /** How the name of an encrypted file ends in the place itself. */
    public static final String ENDING = ".enc";

    private static final int BUFFER = 1 << 16;

    private final Repository stored;
    private final Keys keys;
    private final @Nullable String writingKey;

    /** Writes in clear until told otherwise: see {@link #encrypting}. */
    public KeyedRepository(Repository stored, Keys keys) {
        this(stored, keys, null);
    }

    private KeyedRepository(Repository stored, Keys keys, @Nullable String writingKey) {
        this.stored = stored;
        this.keys = keys;
        this.writingKey = writingKey;
    }

    @Override
    public Repository encrypting(boolean encrypt) throws IOException {
        if (!encrypt) {
            return new KeyedRepository(stored, keys, null);
        }
        String newest = keys.newest()
                .orElseThrow(() -> new RepositoryFailed(
                        Reason.KEY_MISSING,
                        "nothing can be encrypted in " + location() + ": there is no key in " + keys.title(),
                        "write a line \"<key id> <base64 of 32 random bytes>\" into a file, name it in chronoops.repository.encryption.keys-file and start the service again",
                        null));
        return new KeyedRepository(stored, keys, newest);
    }

    @Override
    public Repository withKeysOver(Repository other) {
        return new KeyedRepository(other, keys);
    }

    @Override
    public Optional<String> keyId() {
        return Optional.ofNullable(writingKey);
    }

    @Override
    public Optional<Path> growing(String path) throws IOException {
        return writingKey == null ? stored.growing(path) : Optional.empty();
    }

    @Override
    public Pending create(String path) throws IOException {
        if (path.endsWith(ENDING)) {
            throw new IllegalArgumentException("path " + path + " ends as encrypted files do in the place itself");
        }
        if (writingKey == null) {
            Pending file = stored.create(path);
            return new OneForm(file, file, path + ENDING);
        }
        Pending file = stored.create(path + ENDING);
        try {
            return new OneForm(file, new EncryptedForm(keys).encrypt(file, writingKey, path), path);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        try {
            return stored.open(path);
        } catch (NoSuchFileException e) {
            return openEncrypted(path, e);
        }
    }

    private InputStream openEncrypted(String path, NoSuchFileException none) throws IOException {
        InputStream file;
        try {
            file = stored.open(path + ENDING);
        } catch (NoSuchFileException _) {
            throw none;
        }
        try {
            return new BufferedInputStream(new EncryptedForm(keys).decrypt(file, path, location()), BUFFER);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public boolean exists(String path) throws IOException {
        return stored.exists(path) || stored.exists(path + ENDING);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return stored.list(folder).stream()
                .map(path -> path.endsWith(ENDING) ? path.substring(0, path.length() - ENDING.length()) : path)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void delete(String path) throws IOException {
        stored.delete(path);
        if (!path.isEmpty() && stored.exists(path + ENDING)) {
            stored.delete(path + ENDING);
        }
    }

    @Override
    public long freeBytes() throws IOException {
        return stored.freeBytes();
    }

    @Override
    public String location() {
        return stored.location();
    }

    @Override
    public void close() {
        stored.close();
    }

    /** A file that, once there, is there in this form alone. */
    private final class OneForm extends Pending {
        private final Pending file;
        private final OutputStream content;
        private final String otherForm;

        OneForm(Pending file, OutputStream content, String otherForm) {
            this.file = file;
            this.content = content;
            this.otherForm = otherForm;
        }

        @Override
        public void write(int one) throws IOException {
            content.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            content.write(bytes, from, length);
        }

        @Override
        public void commit() throws IOException {
            if (content != file) {
                content.close();
            }
            file.commit();
            if (stored.exists(otherForm)) {
                stored.delete(otherForm);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
