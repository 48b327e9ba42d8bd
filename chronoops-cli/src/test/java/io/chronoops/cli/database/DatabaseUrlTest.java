package io.chronoops.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void port_and_sslmode_have_their_usual_values() {
        assertThat(DatabaseUrl.parse("postgres://db.example.org/shop", ""))
                .isEqualTo(new DatabaseUrl("", "db.example.org", 5432, "shop", "prefer"));
    }

    @Test
    void all_parts_are_taken_and_decoded() {
        assertThat(DatabaseUrl.parse("postgresql://admin@[::1]:5433/my%20shop?sslmode=require", ""))
                .isEqualTo(new DatabaseUrl("admin", "::1", 5433, "my shop", "require"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:hunter2@h/shop",
                "postgresql://h/shop?password=hunter2",
                "postgresql://u:hunter2 @h/shop"
            })
    void a_password_is_refused_and_not_repeated(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url, "")).message().doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://h/shop", "postgresql://h", "shop", "postgresql:///shop"})
    void what_is_not_the_url_of_a_database_is_refused(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url, "")).hasMessageContaining("is not the URL");
    }
}
