package io.chronoops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class StackIT {
    @Test
    void comes_up() throws Exception {
        long began = System.nanoTime();
        Stack stack = Stack.shared();
        System.out.println("up in ms " + (System.nanoTime() - began) / 1_000_000);
        stack.operated().createDatabase("chrono_scraper");
        try (var connection = DriverManager.getConnection(
                stack.operated().jdbcUrl("chrono_scraper"),
                "chrono_scraper",
                stack.operated().password("chrono_scraper"))) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
