package io.chronoops.backup.restore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.repository.Repository;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RowsAheadTest {
    @Test
    @Timeout(10)
    void memory_that_ends_while_a_file_is_read_ends_the_restore_too() throws Exception {
        var repository = (Repository) Proxy.newProxyInstance(
                Repository.class.getClassLoader(), new Class<?>[] {Repository.class}, (_, _, _) -> {
                    throw new OutOfMemoryError("planted");
                });

        try (var rows = new RowsAhead(repository, "backup", List.of(new FileEntry("data/1.copy", 1, "")))) {
            assertThatThrownBy(rows::next).hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }
}
