package io.chronoops.backup.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.KeyedRepository;
import io.chronoops.backup.repository.Keys;
import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verification says of encrypted files: damage is a finding, a key that is missing says nothing about the bytes. */
class ReadEveryByteTest {
    private static final Keys KEYS = Keys.parse("k1 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "keys");

    private Path root = Path.of("unset");

    @BeforeEach
    void backup(@TempDir Path folder) throws IOException, NoSuchAlgorithmException {
        root = folder;
        byte[] content = "CREATE TABLE t ()".getBytes(UTF_8);
        try (var file = stored(KEYS).encrypting(true).create("shop/backups/1/pre-data.sql")) {
            file.write(content);
            file.commit();
        }
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        Json.put(
                stored(KEYS),
                "shop/backups/1/manifest.json",
                Map.of(
                        "format",
                        1,
                        "id",
                        "1",
                        "database",
                        "shop",
                        "type",
                        "full",
                        "lsn",
                        0,
                        "fromLsn",
                        0,
                        "tables",
                        List.of(),
                        "files",
                        List.of(Map.of("path", "pre-data.sql", "bytes", content.length, "sha256", sha256))));
    }

    private KeyedRepository stored(Keys keys) {
        return new KeyedRepository(new DiskRepository(root), keys);
    }

    private ReadEveryByte.Found read(Keys keys) throws IOException {
        Manifest manifest = Json.get(stored(keys), "shop/backups/1/manifest.json", Manifest.class);
        return new ReadEveryByte(stored(keys)).read(manifest, _ -> {});
    }

    @Test
    void an_encrypted_backup_is_read_to_its_last_byte_and_damage_is_a_finding() throws IOException {
        assertThat(read(KEYS).findings()).isEmpty();

        Path file = root.resolve("shop/backups/1/pre-data.sql.enc");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(read(KEYS).findings()).singleElement().asString().contains("pre-data.sql", "does not decrypt");
    }

    @Test
    void a_key_that_is_missing_is_no_damage() {
        assertThatThrownBy(() -> read(Keys.none()))
                .asInstanceOf(InstanceOfAssertFactories.type(RepositoryFailed.class))
                .extracting(RepositoryFailed::reason)
                .isEqualTo(Reason.KEY_MISSING);
    }
}
