package io.chronoops.backup.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedTest {
    private static Sorted sort(String sql, int object) {
        return Sorted.sort(new Piece.Statement(new Entry("", "", "", List.of(), List.of(sql)), object), "back$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE bob;",
                "ALTER ROLE bob WITH LOGIN;",
                "CREATE USER bob;",
                "CREATE TABLESPACE fast LOCATION '/fast';",
                "DROP ROLE bob;"
            })
    void what_reaches_beyond_a_database_is_told_apart(String sql) {
        assertThat(sort(sql, 1)).isInstanceOf(Sorted.Beyond.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER DATABASE shop SET work_mem TO '1MB';",
                "COMMENT ON DATABASE \"sh op\" IS 'a DATABASE x';",
                "GRANT CONNECT ON DATABASE shop TO bob;",
                "ALTER ROLE bob IN DATABASE shop SET work_mem TO '1MB';"
            })
    void what_is_about_the_database_is_said_about_the_new_one(String sql) {
        Sorted sorted = sort(sql, 1);

        assertThat(sorted).isInstanceOfSatisfying(Sorted.OfDatabase.class, of -> assertThat(
                        of.entry().statements())
                .singleElement()
                .asString()
                .contains(" DATABASE \"back$1\"")
                .doesNotContain("shop", "sh op"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER MAPPING FOR bob SERVER s;",
                "CREATE TABLE public.role (id integer);",
                "ALTER TABLE public.a DROP COLUMN b;",
                "GRANT SELECT ON TABLE public.\"ON DATABASES\" TO bob;"
            })
    void all_else_is_run(String sql) {
        assertThat(sort(sql, 1)).isInstanceOf(Sorted.Run.class);
    }

    @Test
    void what_clears_the_place_first_is_not_needed_in_a_new_database() {
        assertThat(sort("ALTER TABLE IF EXISTS ONLY public.a DROP CONSTRAINT b;", 0))
                .isInstanceOf(Sorted.Needless.class);
        assertThat(sort("DROP DATABASE shop;", 3)).isInstanceOf(Sorted.Needless.class);
        assertThat(sort("ALTER TABLE public.a OWNER TO bob;", 3)).isInstanceOf(Sorted.Owner.class);
    }
}
