package io.chronoops.monitor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts monitor-service. */
@SpringBootApplication
public class MonitorApplication {
    /** Runs until it is stopped. */
    public static void main(String[] arguments) {
        SpringApplication.run(MonitorApplication.class, arguments);
    }
}
