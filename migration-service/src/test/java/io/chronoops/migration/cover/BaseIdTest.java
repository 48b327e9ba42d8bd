package io.chronoops.migration.cover;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.topics.Uuid7;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BaseIdTest {
    @Test
    void is_the_same_for_one_migration_and_another_for_another() {
        String migration = Uuid7.next();

        assertThat(BaseId.of(migration)).isEqualTo(BaseId.of(migration)).isNotEqualTo(migration);
        assertThat(BaseId.of(migration)).isNotEqualTo(BaseId.of(Uuid7.next()));
    }

    @Test
    void is_a_version_7_id_of_the_migrations_own_millisecond_whatever_the_migrations_id_looks_like() {
        String migration = Uuid7.next();
        UUID base = UUID.fromString(BaseId.of(migration));

        assertThat(base.version()).isEqualTo(7);
        assertThat(base.variant()).isEqualTo(2);
        assertThat(base.toString().substring(0, 13)).isEqualTo(migration.substring(0, 13));
        assertThat(UUID.fromString(BaseId.of("by-hand")).version()).isEqualTo(7);
    }
}
