package io.chronoops.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.restore.BinaryRows.Unforeseen;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the server reads the same from both forms, FaithfulIT tells. */
class BinaryRowsTest {
    private static final String HEAD = "5047434f50590aff0d0a00" + "00000000" + "00000000";

    private static String binary(String text, int partSize, BinaryValue... columns) throws Unforeseen {
        byte[] rows = text.getBytes(StandardCharsets.UTF_8);
        var binary = new BinaryRows(List.of(columns));
        var bytes = new ByteArrayOutputStream();
        for (int from = 0; from < rows.length; from += partSize) {
            int length = Math.min(partSize, rows.length - from);
            binary.take(Arrays.copyOfRange(rows, from, from + length), length);
            bytes.write(binary.bytes(), 0, binary.length());
        }
        binary.finish();
        bytes.write(binary.bytes(), 0, binary.length());
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void rows_are_the_same_wherever_the_parts_end() throws Unforeseen {
        String rows = "7\ta\\tb\\\\\n\\N\t\\N\n-1\t\n2\tzwölf 🙂\n";
        String expected = HEAD
                + "0002" + "00000004" + "00000007" + "00000004" + "6109625c"
                + "0002" + "ffffffff" + "ffffffff"
                + "0002" + "00000004" + "ffffffff" + "00000000"
                + "0002" + "00000004" + "00000002" + "0000000b" + "7a77c3b66c6620f09f9982"
                + "ffff";

        for (int size = 1; size <= 60; size++) {
            assertThat(binary(rows, size, BinaryValue.INT4, BinaryValue.TEXT))
                    .as("parts of %d bytes", size)
                    .isEqualTo(expected);
        }
    }

    @Test
    void no_rows_are_a_head_and_an_end() throws Unforeseen {
        assertThat(binary("", 1, BinaryValue.TEXT)).isEqualTo(HEAD + "ffff");
    }

    @ParameterizedTest(name = "{0} of {1} is refused")
    @CsvSource({
        "INT2, 32768",
        "INT4, -2147483649",
        "INT8, 9223372036854775808",
        "INT8, -9223372036854775809",
        "INT4, ''",
        "INT4, 1x",
        "BOOL, true",
        "UUID, 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9",
        "BYTEA, abc",
        "DATE, 0044-03-15 BC",
        "DATE, 10000-01-01",
        "TIMESTAMP, 2026-01-01",
        "TIMESTAMPTZ, 2026-01-01 00:00:00+01",
        "NUMERIC, Infinity",
        "NUMERIC, 1e5",
        "FLOAT8, one"
    })
    void what_is_not_known_for_certain(BinaryValue type, String value) {
        assertThatThrownBy(() -> binary(value + "\n", 100, type)).isInstanceOf(Unforeseen.class);
    }

    @Test
    void a_row_that_would_take_much_memory_is_refused() throws Unforeseen {
        assertThat(binary("x".repeat((2 << 20) - 1) + "\n", 1 << 18, BinaryValue.TEXT))
                .endsWith("78ffff");
        assertThatThrownBy(() -> binary("x".repeat(3 << 20) + "\n", 1 << 18, BinaryValue.TEXT))
                .isInstanceOf(Unforeseen.class)
                .hasMessageContaining("2 MB");
    }

    @Test
    void rows_with_other_columns_torn_rows_and_escapes_that_copy_does_not_write_are_refused() {
        for (String rows : List.of("a\tb\n", "a", "a\\x41\n", "\\.\n", "a\\\n")) {
            assertThatThrownBy(() -> binary(rows, 100, BinaryValue.TEXT))
                    .as(rows)
                    .isInstanceOf(Unforeseen.class);
        }
        assertThatThrownBy(() -> binary("a\n", 100, BinaryValue.TEXT, BinaryValue.TEXT))
                .isInstanceOf(Unforeseen.class);
    }
}
