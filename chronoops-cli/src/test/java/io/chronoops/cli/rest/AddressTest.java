package io.chronoops.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void what_people_type_stays_one_part_of_the_path() {
        assertThat(Address.of("backups", "../a b?c")).hasToString("/api/v1/backups/..%2Fa%20b%3Fc");
    }

    @Test
    void parameters_are_left_out_where_they_are_not_given() {
        assertThat(Address.of("backups").with("database", null)).hasToString("/api/v1/backups");
        assertThat(Address.of("a").with("b", "c&d").with("e", 1)).hasToString("/api/v1/a?b=c%26d&e=1");
    }
}
