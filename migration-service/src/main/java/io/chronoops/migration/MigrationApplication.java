package io.chronoops.migration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts migration-service. */
@SpringBootApplication
public class MigrationApplication {
    /** With Spring's arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(MigrationApplication.class, arguments);
    }
}
