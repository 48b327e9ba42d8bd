package io.chronoops.backup.repository;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.chronoops.ops.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The form of an encrypted file: in clear "CHRONENC", a version, the length of the key's id and the id; then AES-256-GCM in
 * segments (Tink's AES-GCM-HKDF streaming). All that is in clear and the file's path are bound to the rest: a file neither
 * decrypts under another name nor with another header.
 */
final class EncryptedForm {
    private static final byte[] MAGIC = "CHRONENC".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 1 << 20;

    private final Keys keys;

    EncryptedForm(Keys keys) {
        this.keys = keys;
    }

    /** What is written to it goes encrypted into the file; closing it ends the content and leaves the file open. */
    OutputStream encrypt(OutputStream file, String keyId, String path) throws IOException {
        byte[] header = header(VERSION, keyId);
        file.write(header);
        try {
            return cipher(key(keyId, path)).newEncryptingStream(new StaysOpen(file), bound(header, path));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** location: of the repository, for people. */
    InputStream decrypt(InputStream file, String path, String location) throws IOException {
        byte[] fixed = file.readNBytes(MAGIC.length + 2);
        if (fixed.length < MAGIC.length + 2 || !Arrays.equals(fixed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(location + "/" + path, "it does not begin as an encrypted file does", null);
        }
        int version = fixed[MAGIC.length];
        if (version != VERSION) {
            throw new RepositoryFailed(
                    Reason.NEWER_FORMAT,
                    location + "/" + path + " is encrypted in form " + version + "; this version reads form " + VERSION,
                    "use the newer version of Chrono Ops that wrote it",
                    null);
        }
        String keyId = new String(file.readNBytes(fixed[MAGIC.length + 1] & 0xff), StandardCharsets.UTF_8);
        AesGcmHkdfStreaming cipher = cipher(key(keyId, location + "/" + path));
        try {
            var source = new Source(file);
            return new Decrypting(
                    cipher.newDecryptingStream(source, bound(header(VERSION, keyId), path)),
                    source,
                    e -> damaged(
                            location + "/" + path,
                            "it does not decrypt with key " + keyId
                                    + ", so its bytes were changed, it was cut short, it is another file under this name, or another key goes by that id",
                            e));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static byte[] header(int version, String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
        var header = new ByteArrayOutputStream();
        header.writeBytes(MAGIC);
        header.write(version);
        header.write(id.length);
        header.writeBytes(id);
        return header.toByteArray();
    }

    private static byte[] bound(byte[] header, String path) {
        var bound = new ByteArrayOutputStream();
        bound.writeBytes(header);
        bound.writeBytes(path.getBytes(StandardCharsets.UTF_8));
        return bound.toByteArray();
    }

    private byte[] key(String id, String file) throws RepositoryFailed {
        return keys.find(id)
                .orElseThrow(() -> new RepositoryFailed(
                        Reason.KEY_MISSING,
                        file + " is encrypted with key " + id + ", which is not in " + keys.title(),
                        "bring the line of key " + id
                                + " back into the file of keys and start the service again; nothing else reads this file",
                        null));
    }

    private static AesGcmHkdfStreaming cipher(byte[] key) {
        try {
            return new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static RepositoryFailed damaged(
            String file, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new RepositoryFailed(
                Reason.CORRUPT,
                file + " is damaged: " + why,
                "bring the file back from a copy of the repository, or use another backup",
                cause);
    }
}
