package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabasesTest extends PlayedServices {
    @Test
    void a_password_in_the_url_is_refused_and_not_repeated() {
        Called called = Called.with(services, "databases", "add", "shop", "--url", "postgresql://u:s3cret@h/shop");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err())
                .contains("has a password in it", "secrets folder")
                .doesNotContain("s3cret");
        assertThat(services.posted()).isEmpty();
    }

    @Test
    void a_database_is_added_by_the_parts_of_its_url() {
        operation(succeeded("database shop is operated now", "{}"));

        Called called = Called.with(
                services, "databases", "add", "shop", "--url", "postgresql://db.example.org:5433/shop?sslmode=require");

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains(
                        "\"host\":\"db.example.org\"",
                        "\"port\":5433",
                        "\"dbname\":\"shop\"",
                        "\"sslmode\":\"require\"");
    }

    @Test
    void removing_one_wants_its_name_typed() {
        operation(succeeded("removed", "{}"));

        assertThat(Called.typing("shup\n", services, "databases", "remove", "shop")
                        .exit())
                .isEqualTo(1);
        assertThat(Called.with(services, "databases", "remove", "shop").exit()).isEqualTo(2);
        assertThat(Called.with(services, "databases", "remove", "other", "--confirm", "other")
                        .exit())
                .isEqualTo(1);
        assertThat(services.posted()).isEmpty();
        assertThat(Called.typing("shop\n", services, "databases", "remove", "shop")
                        .exit())
                .isZero();
        assertThat(services.posted()).singleElement().asString().contains("\"confirm\":\"shop\"");
    }

    @Test
    void a_dry_run_of_prepare_prints_the_scripts_and_nothing_else() {
        services.get("/api/v1/prepare.sql", "SELECT 1;\n");
        services.get("/api/v1/template.sql", "SELECT 2;\n");

        Called called = Called.with(services, "databases", "prepare", "shop", "--dry-run");

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEqualTo("SELECT 1;\n\nSELECT 2;\n");
        assertThat(called.err()).isEmpty();
    }
}
