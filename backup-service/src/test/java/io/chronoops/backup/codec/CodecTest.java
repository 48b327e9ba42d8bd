package io.chronoops.backup.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final int ROWS = 200_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gzip:1", "gzip:6", "gzip:9", "zstd:3", "none"})
    void what_is_compressed_in_blocks_expands_to_the_same_with_us_and_with_the_usual_program(String text)
            throws Exception {
        Codec codec = Codec.parse(text);
        byte[] bytes = rows();

        byte[] file = compressed(codec, bytes);

        assertThat(expanded(codec, file)).isEqualTo(bytes);
        Path stored = Files.write(folder.resolve("x" + codec.ending()), file);
        Path plain = folder.resolve("plain");
        Process program = new ProcessBuilder("sh", "-c", codec.expander() + " '" + stored + "'")
                .redirectOutput(plain.toFile())
                .start();
        assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(program.exitValue()).isZero();
        assertThat(Files.readAllBytes(plain)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip:6", "zstd:3", "none"})
    void nothing_is_a_file_too(String text) throws Exception {
        Codec codec = Codec.parse(text);

        assertThat(expanded(codec, compressed(codec, new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip:6", "zstd:3"})
    void a_flipped_or_missing_byte_anywhere_is_told(String text) throws Exception {
        Codec codec = Codec.parse(text);
        byte[] bytes = "row after row\n".repeat(1000).getBytes(UTF_8);
        byte[] file = compressed(codec, bytes);

        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= 0x10;
            // a flip in a field without meaning, such as the name of the operating system, leaves the content as it is
            assertThat(expandedOrTold(codec, damaged)).as("byte %s flipped", i).isIn(null, bytes);
            assertThat(expandedOrTold(codec, Arrays.copyOf(file, i)))
                    .as("cut at %s", i)
                    .isNotEqualTo(bytes);
        }
    }

    private static byte @Nullable [] expandedOrTold(Codec codec, byte[] file) {
        try {
            return expanded(codec, file);
        } catch (IOException _) {
            return null;
        }
    }

    @Test
    void a_gzip_file_that_someone_else_made_is_read_too() throws Exception {
        var file = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(file)) {
            gzip.write(rows());
        }

        assertThat(expanded(Codec.parse("gzip:6"), file.toByteArray())).isEqualTo(rows());
    }

    @Test
    void the_jdk_and_libdeflate_read_each_other() {
        byte[] rows = rows();
        byte[] deflated = new byte[rows.length * 2];
        byte[] back = new byte[rows.length];
        try (var slow = new JdkDeflate(6);
                var fast = Deflate.best(6, rows.length);
                var jdk = new JdkInflate();
                var best = Inflate.best()) {
            int length = fast.deflate(rows, rows.length, deflated, 7);
            assertThat(jdk.inflate(deflated, 7, length, back, rows.length)).isTrue();
            assertThat(back).isEqualTo(rows);
            assertThat(jdk.inflate(deflated, 7, length - 9, back, rows.length)).isFalse();

            int other = slow.deflate(rows, rows.length, deflated, 0);
            assertThat(best.inflate(deflated, 0, other, back, rows.length)).isTrue();
            assertThat(back).isEqualTo(rows);
            assertThat(best.inflate(deflated, 0, other, back, rows.length - 1)).isFalse();
        }
    }

    @Test
    void names_what_it_does_not_know() {
        assertThat(Codec.parse(null).text()).isEqualTo("gzip:6");
        assertThatThrownBy(() -> Codec.parse("gzip:10")).hasMessageContaining("codec gzip:10 is none of");
        assertThatThrownBy(() -> Codec.parse("lz4")).hasMessageContaining("codec lz4 is none of");
    }

    private static byte[] rows() {
        var random = new Random(7);
        var text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            text.append(i).append("\tpage ").append(random.nextInt(1000)).append("\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    private static byte[] compressed(Codec codec, byte[] bytes) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var compression = new BlockCompression(codec, 2);
                var out = compression.open(file)) {
            for (int at = 0; at < bytes.length; at += 10_000) {
                out.write(bytes, at, Math.min(10_000, bytes.length - at));
            }
        }
        return file.toByteArray();
    }

    private static byte[] expanded(Codec codec, byte[] file) throws IOException {
        try (var in = Codec.expand("x" + codec.ending(), new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
