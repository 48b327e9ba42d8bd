package io.chronoops.backup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.backup.repository.KeyedRepository;
import io.chronoops.backup.repository.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest {
    private static final String KEYS = "k1 " + "A".repeat(43) + "=";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @Test
    void an_encrypted_backup_reads_from_its_folder_alone_with_the_keys_of_the_service() throws IOException {
        var keyed = new KeyedRepository(new DiskRepository(root.resolve("here")), Keys.parse(KEYS, "a test"));
        try (var file = keyed.encrypting(true).create("shop/backups/b1/data/t/0001.copy")) {
            file.write("rows".getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Path copy = Files.move(root.resolve("here/shop/backups/b1"), elsewhere.resolve("any name"));

        var folder = new BackupFolder(copy, new AllowedFolders(List.of(elsewhere)), "shop", "b1");
        try (var in = keyed.withKeysOver(folder).open("shop/backups/b1/data/t/0001.copy")) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("rows");
        }
        assertThat(folder.list("shop/backups")).containsExactly("shop/backups/b1/data/t/0001.copy.enc");
        assertThat(folder.exists("shop/segments/x")).isFalse();
    }

    @Test
    void a_link_out_of_the_folder_is_not_followed_and_nothing_is_written() throws IOException {
        Path copy = Files.createDirectory(root.resolve("copy"));
        Files.createSymbolicLink(copy.resolve("pre-data.sql"), Files.writeString(root.resolve("secret"), "x"));
        var folder = new BackupFolder(copy, new AllowedFolders(List.of(copy)), "shop", "b1");

        assertThatThrownBy(() -> folder.open("shop/backups/b1/pre-data.sql")).hasMessageContaining("is outside");
        assertThatThrownBy(() -> folder.open("shop/backups/b2/pre-data.sql")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> folder.create("shop/backups/b1/x")).hasMessageContaining("read only");
        assertThatThrownBy(() -> folder.delete("shop/backups/b1/x")).hasMessageContaining("read only");
    }
}
