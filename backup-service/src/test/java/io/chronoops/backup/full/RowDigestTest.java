package io.chronoops.backup.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowDigestTest {
    private static RowDigest of(List<String> rows) {
        var digest = new RowDigest();
        rows.forEach(row -> digest.add(row.getBytes(StandardCharsets.UTF_8)));
        return digest;
    }

    @Test
    void is_the_same_whatever_the_order_and_however_the_rows_were_split() {
        RowDigest whole = of(List.of("1\ta\n", "2\tb\n", "3\tc\n"));

        RowDigest parts = of(List.of("3\tc\n"));
        parts.add(of(List.of("2\tb\n", "1\ta\n")));

        assertThat(parts.hex()).isEqualTo(whole.hex());
        assertThat(parts.rows()).isEqualTo(3);
    }

    @Test
    void tells_a_row_twice_from_no_such_row_and_one_byte_from_another() {
        assertThat(of(List.of("a\n", "a\n")).hex()).isNotEqualTo(of(List.of()).hex());
        assertThat(of(List.of("a\n", "b\n")).hex())
                .isNotEqualTo(of(List.of("a\n", "c\n")).hex());
    }
}
