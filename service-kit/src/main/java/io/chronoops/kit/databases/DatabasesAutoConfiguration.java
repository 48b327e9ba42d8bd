package io.chronoops.kit.databases;

import io.chronoops.kit.wire.WireAutoConfiguration;
import io.chronoops.kit.wire.WireSettings;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Wires the operated databases and their secrets. */
@AutoConfiguration(after = WireAutoConfiguration.class)
public class DatabasesAutoConfiguration {
    @Bean
    Databases databases(WireSettings wire) {
        return new DatabasesFromTopic(wire);
    }

    @Bean
    Secrets secrets(@Value("${chronoops.secrets.dir}") Path folder) {
        return new Secrets(folder);
    }
}
