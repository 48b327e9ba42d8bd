package io.chronoops.backup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedFoldersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path inside;

    @SuppressWarnings("NullAway.Init")
    private AllowedFolders allowed;

    @BeforeEach
    void make() throws IOException {
        inside = Files.createDirectory(folder.resolve("incoming"));
        Files.writeString(folder.resolve("secret"), "x");
        Files.writeString(inside.resolve("dump"), "x");
        allowed = new AllowedFolders(List.of(inside, folder.resolve("not-there")));
    }

    @Test
    void what_is_below_an_allowed_folder_is_resolved() throws IOException {
        assertThat(allowed.resolve(inside.resolve("dump")))
                .isEqualTo(inside.resolve("dump").toRealPath());
    }

    @Test
    void what_is_outside_is_refused_whether_it_is_there_or_not() {
        refused(folder.resolve("secret"));
        refused(folder.resolve("nothing"));
        refused(inside.resolve("../secret"));
        refused(folder.resolve("incoming-too"));
    }

    @Test
    void a_link_that_leads_out_is_refused_also_within_a_folder() throws IOException {
        Path archive = Files.createDirectory(inside.resolve("archive"));
        Files.createSymbolicLink(archive.resolve("link"), folder.resolve("secret"));

        refused(archive.resolve("link"));
        assertThatThrownBy(() -> allowed.resolveAll(archive)).hasMessageContaining("link is outside of the folders");
    }

    @Test
    void without_folders_nothing_is_allowed() {
        assertThatThrownBy(() -> new AllowedFolders(List.of()).resolve(inside.resolve("dump")))
                .hasMessageContaining("none is configured");
    }

    private void refused(Path path) {
        assertThatThrownBy(() -> allowed.resolve(path))
                .isInstanceOfSatisfying(OperationFailed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.NOT_ALLOWED))
                .hasMessageContaining("is outside of the folders");
    }
}
