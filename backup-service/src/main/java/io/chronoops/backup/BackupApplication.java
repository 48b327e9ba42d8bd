package io.chronoops.backup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts backup-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackupApplication {
    /** Starts it with Spring's arguments. */
    public static void main(String[] args) {
        SpringApplication.run(BackupApplication.class, args);
    }
}
