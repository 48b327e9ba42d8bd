package io.chronoops.backup.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip:1", "gzip:9", "zstd:3", "none"})
    void what_is_compressed_expands_to_the_same(String text) throws Exception {
        Codec codec = Codec.parse(text);
        byte[] bytes = "row after row\n".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var file = new ByteArrayOutputStream();

        try (var out = codec.compress(file)) {
            out.write(bytes);
        }

        try (var in = Codec.expand("x" + codec.ending(), new ByteArrayInputStream(file.toByteArray()))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void names_what_it_does_not_know() {
        assertThat(Codec.parse(null).text()).isEqualTo("gzip:6");
        assertThatThrownBy(() -> Codec.parse("gzip:10")).hasMessageContaining("codec gzip:10 is none of");
        assertThatThrownBy(() -> Codec.parse("lz4")).hasMessageContaining("codec lz4 is none of");
    }
}
