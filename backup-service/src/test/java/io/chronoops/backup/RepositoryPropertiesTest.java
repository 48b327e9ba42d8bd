package io.chronoops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RepositoryPropertiesTest {
    private static RepositoryProperties bound(Map<String, String> more) {
        var source = new MapConfigurationPropertySource();
        more.forEach((key, value) -> source.put("chronoops.repository." + key, value));
        return new Binder(source).bindOrCreate("chronoops.repository", RepositoryProperties.class);
    }

    @Test
    void a_folder_is_meant_where_nothing_is_said() {
        RepositoryProperties nothing = bound(Map.of());

        assertThat(nothing.path()).isEqualTo(Path.of("/var/lib/chronoops/repository"));
        assertThat(nothing.s3()).isNull();
        assertThat(nothing.encryption().enabled()).isFalse();
        assertThat(bound(Map.of("path", "/elsewhere")).path()).isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void a_bucket_has_what_most_stores_want_unless_told_otherwise() {
        RepositoryProperties bucket = bound(Map.of("s3.bucket", "b", "s3.endpoint", "https://s3.example.org"));

        assertThat(bucket.path()).isNull();
        RepositoryProperties.S3 s3 = Objects.requireNonNull(bucket.s3());
        assertThat(s3.attempts()).isEqualTo(5);
        assertThat(s3.partSize().toMegabytes()).isEqualTo(8);
        assertThat(s3.endpoint()).hasHost("s3.example.org");
    }

    @Test
    void what_contradicts_itself_is_refused_by_name() {
        refused(Map.of("path", "/p", "s3.bucket", "b"), "chronoops.repository.path", "chronoops.repository.s3.bucket");
        refused(Map.of("s3.prefix", "p"), "chronoops.repository.s3.bucket is not set");
        refused(Map.of("s3.bucket", "b", "s3.attempts", "0"), "chronoops.repository.s3.attempts", "was 0");
        refused(Map.of("s3.bucket", "b", "s3.timeout", "0s"), "chronoops.repository.s3.timeout");
        refused(Map.of("s3.bucket", "b", "s3.part-size", "1MB"), "chronoops.repository.s3.part-size", "5MB to 64MB");
    }

    private static void refused(Map<String, String> more, String... said) {
        assertThatThrownBy(() -> bound(more)).rootCause().hasMessageContainingAll(said);
    }
}
