package io.chronoops.backup.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.neteffect.RowByRow;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverlayTest {
    private static final int HISTORIES = 3_000;
    private static final String TABLE = "public.t";
    private static final long MUCH = 1 << 20;

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void rows_that_pass_are_those_of_the_source_whatever_happened_to_them(RowByRow.Identity identity) throws Exception {
        int laidOver = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            var source = new RowByRow(random, identity);
            byte[] base = text(source.rows());
            try (var overlay = overlay(Set.of("k", "l"), MUCH)) {
                for (int i = 1 + random.nextInt(30); i > 0; i--) {
                    if (random.nextInt(40) == 0) {
                        source.truncate();
                        overlay.truncate("public", "t");
                    } else {
                        Row change = source.change();
                        if (change != null) {
                            overlay.take(change);
                        }
                    }
                }
                if (overlay.has(TABLE)) {
                    laidOver++;
                    var out = new ByteArrayOutputStream();
                    OverlaidRows rows = overlay.over(TABLE, hash -> "large " + hash, out::write);
                    inParts(rows, base, random);

                    assertThat(lines(out.toByteArray())).as("history %d", seed).isEqualTo(lines(text(source.rows())));
                    assertThat(rows.met()).as("history %d", seed).isEqualTo(rows.named());
                }
            }
        }
        // what it does not take: rows without a key, and those that move with values that the log does not tell
        boolean keyed = identity == RowByRow.Identity.KEY || identity == RowByRow.Identity.COMPOSITE_KEY;
        assertThat(laidOver).isGreaterThan(keyed ? HISTORIES / 5 : 0);
    }

    @Test
    void values_are_written_byte_for_byte_as_copy_writes_them() throws Exception {
        String odd = "tab\t newline\n return\r back\b form\f vertical\u000B slash\\ \\N \\U ü € \uD83D\uDE00";
        try (var overlay = overlay(Set.of("k"), MUCH)) {
            overlay.take(update("a\tb", odd));
            byte[] base = "a\\tb\t1\t2\t3\nc\t4\t5\t6\n".getBytes(StandardCharsets.UTF_8);
            var out = new ByteArrayOutputStream();
            OverlaidRows rows = overlay.over(TABLE, hash -> "", out::write);
            inParts(rows, base, new Random(1));

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(
                            "a\\tb\t1\ttab\\t newline\\n return\\r back\\b form\\f vertical\\v slash\\\\ \\\\N \\\\U ü € \uD83D\uDE00\t3\nc\t4\t5\t6\n");
            assertThat(rows.met()).isEqualTo(1).isEqualTo(rows.named());
        }
    }

    @Test
    void a_value_kept_in_the_repository_is_fetched_on_the_way() throws Exception {
        try (var overlay = overlay(Set.of("k"), MUCH)) {
            overlay.take(Row.newBuilder(update("1", null))
                    .setBlobs(Map.of("text", "0ff1"))
                    .build());
            var out = new ByteArrayOutputStream();
            OverlaidRows rows = overlay.over(TABLE, hash -> "of\t" + hash, out::write);
            inParts(rows, "1\t1\t2\t3\n".getBytes(StandardCharsets.UTF_8), new Random(1));

            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1\t1\tof\\t0ff1\t3\n");
        }
    }

    @Test
    void many_rows_that_grow_are_all_found_again() throws Exception {
        int many = 20_000;
        try (var overlay = overlay(Set.of("k"), MUCH)) {
            var base = new StringBuilder();
            for (int i = 0; i < many; i++) {
                overlay.take(update("k" + i, "short"));
                base.append("k").append(i).append("\t1\t2\t3\n");
            }
            for (int i = 0; i < many; i++) {
                overlay.take(update("k" + i, "much longer than before, by far " + i));
            }
            var out = new ByteArrayOutputStream();
            OverlaidRows rows = overlay.over(TABLE, hash -> "", out::write);
            byte[] bytes = base.toString().getBytes(StandardCharsets.UTF_8);
            rows.pass(bytes, bytes.length);
            rows.finish();

            assertThat(rows.met()).isEqualTo(many).isEqualTo(rows.named());
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(many)
                    .allMatch(line -> {
                        String i = line.substring(1, line.indexOf('\t'));
                        return line.equals("k" + i + "\t1\tmuch longer than before, by far " + i + "\t3");
                    });
        }
    }

    @Test
    void a_row_that_the_base_lacks_is_noticed() throws Exception {
        try (var overlay = overlay(Set.of("k"), MUCH)) {
            overlay.take(update("1", "v"));
            OverlaidRows rows = overlay.over(TABLE, hash -> "", (bytes, from, length) -> {});
            inParts(rows, "2\t1\t2\t3\n".getBytes(StandardCharsets.UTF_8), new Random(1));

            assertThat(rows.met()).isZero();
            assertThat(rows.named()).isEqualTo(1);
        }
    }

    @Test
    void a_table_whose_keys_take_too_much_is_given_up_and_the_others_go_on() throws Exception {
        try (var overlay = new Overlay(
                Map.of("public.t", RowByRow.COLUMNS, "public.u", RowByRow.COLUMNS),
                Map.of("public.t", Set.of("k"), "public.u", Set.of("k")),
                folder,
                8_000)) {
            Row other = Row.newBuilder(update("1", "v")).setTable("u").build();
            assertThat(overlay.take(other)).isTrue();
            for (int i = 0; i < 2_000; i++) {
                overlay.take(update("k" + i, "v"));
            }

            assertThat(overlay.tables()).containsExactly("public.u");
            assertThat(overlay.take(update("1", "v"))).isFalse();
            assertThat(overlay.take(other)).isTrue();
        }
    }

    @Test
    void a_table_whose_key_has_many_texts_for_one_value_is_not_taken() throws Exception {
        try (var overlay = overlay(Set.of("l"), MUCH)) {
            assertThat(overlay.take(update("1", "v"))).isFalse();
            assertThat(overlay.has(TABLE)).isFalse();
        }
    }

    private static Overlay overlay(Set<String> canonical, long limit) {
        return new Overlay(Map.of(TABLE, RowByRow.COLUMNS), Map.of(TABLE, canonical), folder, limit);
    }

    private static Row update(String key, @Nullable String text) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(key);
        values.add("1");
        values.add(text);
        return Row.newBuilder()
                .setOrder(1)
                .setSchema$("public")
                .setTable("t")
                .setOp(RowOp.UPDATE)
                .setKeyColumns(List.of("k"))
                .setKeyValues(List.of(key))
                .setColumns(List.of("k", "l", "text"))
                .setValues(values)
                .setUnchanged(List.of("far"))
                .build();
    }

    private static void inParts(OverlaidRows rows, byte[] base, Random random) throws Exception {
        for (int at = 0; at < base.length; ) {
            int length = Math.min(1 + random.nextInt(12), base.length - at);
            byte[] part = new byte[length + 3];
            System.arraycopy(base, at, part, 0, length);
            rows.pass(part, length);
            at += length;
        }
        rows.finish();
    }

    private static byte[] text(Map<List<@Nullable Object>, Integer> rows) {
        var text = new StringBuilder();
        rows.forEach((row, times) -> {
            String line = String.join(
                    "\t",
                    row.stream()
                            .map(each -> each == null ? "\\N" : (String) each)
                            .toList());
            text.repeat(line + "\n", times);
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(byte[] text) {
        List<String> lines =
                new ArrayList<>(new String(text, StandardCharsets.UTF_8).lines().toList());
        Collections.sort(lines);
        return lines;
    }
}
