package io.chronoops.stack.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PageCheckTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void a_whole_trigger_is_in_order() {
        assertThat(errors("""
                {"routing_key":"%s","event_action":"trigger","payload":{"summary":"s","source":"db","severity":"critical"}}
                """.formatted(KEY))).isEmpty();
    }

    @Test
    void a_trigger_without_a_payload_names_each_missing_field() {
        assertThat(errors("{\"routing_key\":\"%s\",\"event_action\":\"trigger\"}".formatted(KEY)))
                .hasSize(3)
                .anyMatch(error -> error.contains("payload.summary"))
                .anyMatch(error -> error.contains("payload.source"))
                .anyMatch(error -> error.contains("payload.severity"));
    }

    @Test
    void an_acknowledgement_must_say_of_what() {
        assertThat(errors("{\"routing_key\":\"%s\",\"event_action\":\"acknowledge\"}".formatted(KEY)))
                .containsExactly("'dedup_key' is missing or blank");
    }

    @Test
    void a_short_routing_key_and_an_unknown_action_are_refused() {
        assertThat(errors("{\"routing_key\":\"x\",\"event_action\":\"snooze\",\"dedup_key\":\"d\"}"))
                .hasSize(2);
    }

    private static List<String> errors(String json) {
        return PageCheck.errors(JsonMapper.shared().readTree(json));
    }
}
