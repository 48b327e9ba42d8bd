package io.chronoops.backup.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.full.Manifest.TableEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChooseTablesTest {
    private static TableEntry table(String name, long bytes) {
        return new TableEntry(
                "public", name, List.of("id"), 1, null, 1, bytes, "0", List.of(), 0, List.of(), List.of("id"));
    }

    @Test
    void who_was_never_compared_comes_first_then_the_least_recent_and_the_too_large_never() {
        List<TableEntry> covered = List.of(table("a", 1), table("b", 1), table("c", 1), table("huge", 101));
        Map<String, Instant> checked =
                Map.of("public.a", Instant.ofEpochSecond(200), "public.b", Instant.ofEpochSecond(100));

        assertThat(ChooseTables.turns(covered, checked, 100))
                .extracting(TableEntry::name)
                .containsExactly("c", "b", "a");
    }
}
