package io.chronoops.stack.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContextTest {
    @Test
    void is_json_with_a_name_the_urls_and_a_token() {
        var context =
                new Context("local", Map.of("backup", "http://127.0.0.1:8081", "router", "http://127.0.0.1:8084"), "t");

        JsonNode json = JsonMapper.shared().readTree(context.json());

        assertThat(json.path("name").asString()).isEqualTo("local");
        assertThat(json.path("urls").path("router").asString()).isEqualTo("http://127.0.0.1:8084");
        assertThat(json.path("token").asString()).isEqualTo("t");
    }
}
