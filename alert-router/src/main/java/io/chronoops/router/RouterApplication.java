package io.chronoops.router;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the alert router. */
@SpringBootApplication
public class RouterApplication {
    /** Starts it with Spring's own arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(RouterApplication.class, arguments);
    }
}
