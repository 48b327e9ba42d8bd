package io.chronoops.backup.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Of which tables no changes can be captured because of their names, and what people are told. */
class UnreadableNamesTest {
    private static final List<String> COLUMNS = List.of("id", "value");

    @Test
    void odd_names_are_read() {
        assertThat(UnreadableNames.of("Straße", "o\"dd, [x].y 🐘", List.of("'a", "b\"", "\"", "a'", "A b")))
                .isNull();
    }

    @Test
    void each_name_that_is_not_read_is_said_with_the_mend() {
        assertThat(UnreadableNames.of("a.b", "t", COLUMNS)).contains("a.b", "rename the schema");
        assertThat(UnreadableNames.of("a\"b", "t", COLUMNS)).contains("rename the schema");
        assertThat(UnreadableNames.of("Pg_Catalog", "t", COLUMNS)).contains("rename the schema");
        assertThat(UnreadableNames.of("public", "\"t", COLUMNS)).contains("rename it");
        assertThat(UnreadableNames.of("public", "t\"", COLUMNS)).contains("rename it");
        assertThat(UnreadableNames.of("public", "Spatial_Ref_Sys", COLUMNS)).contains("rename it");
        assertThat(UnreadableNames.of("public", "t", List.of("id", "`x`"))).contains("column `x`");
        assertThat(UnreadableNames.of("public", "t", List.of("id", "v", "V")))
                .contains("columns v and V", "rename one");
    }
}
