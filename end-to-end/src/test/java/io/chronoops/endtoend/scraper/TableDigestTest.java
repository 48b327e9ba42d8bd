package io.chronoops.endtoend.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableDigestTest {
    private static final String BEFORE = "domains|300|aa\nscrape_pages|5000|bb\n";

    @Test
    void equal_tables_differ_in_nothing() {
        assertThat(TableDigest.different(TableDigest.parse(BEFORE), TableDigest.parse(BEFORE)))
                .isEmpty();
    }

    @Test
    void names_the_table_whose_bytes_are_others() {
        var after = TableDigest.parse("domains|300|aa\nscrape_pages|5000|bc\n");

        assertThat(TableDigest.different(TableDigest.parse(BEFORE), after))
                .containsExactly("scrape_pages (same count, other bytes)");
    }

    @Test
    void names_a_table_that_lost_rows_and_one_that_is_missing() {
        var after = TableDigest.parse("scrape_pages|4999|bc\n");

        assertThat(TableDigest.different(TableDigest.parse(BEFORE), after))
                .containsExactly("domains (missing)", "scrape_pages (5000 rows before, 4999 now)");
    }
}
