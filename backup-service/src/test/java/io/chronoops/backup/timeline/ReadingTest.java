package io.chronoops.backup.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.script.SqlScript;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read besides the log: rows of a base, keys that people type, keys that a dump names. */
class ReadingTest {
    @Test
    void a_row_in_copys_text_form_is_taken_apart() {
        byte[] line = "1\t\\N\t\\\\N\ttab\\tnew\\nline\\\\\t\tä".getBytes(StandardCharsets.UTF_8);

        assertThat(CopyRow.fields(line)).containsExactly("1", null, "\\N", "tab\tnew\nline\\", "", "ä");
    }

    @Test
    void a_key_is_typed_by_values_in_order_or_by_names() {
        List<String> two = List.of("shop", "day");

        assertThat(TypedKey.read("t", List.of("url"), List.of("https://x?a=b,c"))
                        .values())
                .containsExactly("https://x?a=b,c");
        assertThat(TypedKey.read("t", two, List.of("7,2026-01-01")).values()).containsExactly("7", "2026-01-01");
        assertThat(TypedKey.read("t", two, List.of("day=d,e", "shop=7")).values())
                .containsExactly("7", "d,e");
        assertThatThrownBy(() -> TypedKey.read("t", two, List.of("7")))
                .hasMessageContaining("rows are named by shop, day");
        assertThatThrownBy(() -> TypedKey.read("t", two, List.of("shop=7"))).hasMessageContaining("shop=7");
    }

    @Test
    void a_primary_key_is_read_from_the_script_of_a_base() {
        var entries = SqlScript.read("""
            --
            -- Name: prices prices_pkey; Type: CONSTRAINT; Schema: public; Owner: o
            --

            ALTER TABLE ONLY public.prices
                ADD CONSTRAINT prices_pkey PRIMARY KEY (shop, "a day");
            """);

        assertThat(PrimaryKeys.of(entries, "public.prices").orElseThrow()).containsExactly("shop", "a day");
        assertThat(PrimaryKeys.of(entries, "public.other")).isEmpty();
    }
}
