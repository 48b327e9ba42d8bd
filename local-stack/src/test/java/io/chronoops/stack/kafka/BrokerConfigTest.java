package io.chronoops.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BrokerConfigTest {
    @Test
    void every_listener_is_on_the_loopback_and_asks_for_a_login() throws IOException {
        Properties config = config();

        assertThat(config.getProperty("listeners")).isEqualTo("CLIENTS://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093");
        assertThat(config.getProperty("listener.security.protocol.map")).doesNotContain("CLIENTS:PLAINTEXT");
        assertThat(config.getProperty("listener.security.protocol.map").split(","))
                .allMatch(entry -> entry.endsWith(":SASL_PLAINTEXT"));
    }

    @Test
    void what_the_table_does_not_grant_is_refused() throws IOException {
        Properties config = config();

        assertThat(config).doesNotContainKey("allow.everyone.if.no.acl.found");
        assertThat(config.getProperty("super.users")).isEqualTo("User:admin");
        assertThat(config.getProperty("auto.create.topics.enable")).isEqualTo("false");
    }

    private static Properties config() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(new BrokerConfig(19092, 19093, Path.of("/data/logs"), "secret").text()));
        return properties;
    }
}
