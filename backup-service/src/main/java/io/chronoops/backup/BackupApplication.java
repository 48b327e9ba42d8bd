package io.chronoops.backup;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts backup-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackupApplication {
    /** Starts it with Spring's arguments. PostgreSQL's driver takes over the zone: in the log one instant has one text. */
    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(BackupApplication.class, args);
    }
}
