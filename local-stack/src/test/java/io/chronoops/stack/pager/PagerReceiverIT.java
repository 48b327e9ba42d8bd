package io.chronoops.stack.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.stack.pager.PageAlert.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerReceiverIT {
    private static final String ON_CALL = "0123456789abcdef0123456789abcdef";
    private static final String DBA = "fedcba9876543210fedcba9876543210";

    private final PagerReceiver pager = PagerReceiver.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        pager.close();
    }

    @Test
    void takes_a_page_and_its_acknowledgement() throws Exception {
        HttpResponse<String> taken = page(ON_CALL, "trigger");
        page(ON_CALL, "acknowledge");

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.body()).contains("\"dedup_key\":\"incident-1\"");
        assertThat(pager.events().getFirst().summary()).isEqualTo("disk full");
        assertThat(pager.alerts()).extracting(PageAlert::status).containsExactly(Status.ACKNOWLEDGED);
    }

    @Test
    void refuses_what_is_malformed_and_remembers_that_it_came() throws Exception {
        HttpResponse<String> refused = post(pager.pagerDutyUrl(), "{not json");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(pager.events()).isEmpty();
        assertThat(pager.received()).extracting(Received::status).containsExactly(400);
    }

    @Test
    void fails_as_told_and_then_works_again() throws Exception {
        pager.answer(Answer.tooMany(Duration.ofSeconds(7)), Answer.failed());

        HttpResponse<String> first = page(ON_CALL, "trigger");
        HttpResponse<String> second = page(ON_CALL, "trigger");
        HttpResponse<String> third = page(ON_CALL, "trigger");

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(second.statusCode()).isEqualTo(500);
        assertThat(third.statusCode()).isEqualTo(202);
        assertThat(pager.events()).hasSize(1);
    }

    @Test
    void one_slow_key_does_not_slow_another() throws Exception {
        pager.answerAlways(ON_CALL, Answer.late(Duration.ofMinutes(5)));

        var waits = client.sendAsync(request(pager.pagerDutyUrl(), body(ON_CALL, "trigger")), BodyHandlers.ofString());
        HttpResponse<String> other = page(DBA, "trigger");

        assertThat(other.statusCode()).isEqualTo(202);
        assertThat(waits).isNotDone();
    }

    @Test
    void takes_a_message_for_a_channel_and_wants_text() throws Exception {
        HttpResponse<String> taken = post(pager.slackUrl("backend-alerts"), "{\"text\":\"disk full\"}");
        HttpResponse<String> refused = post(pager.slackUrl("backend-alerts"), "{\"blocks\":[]}");

        assertThat(taken.body()).isEqualTo("ok");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(pager.messages()).extracting(SlackMessage::channel).containsExactly("backend-alerts");
    }

    private HttpResponse<String> page(String key, String action) throws IOException, InterruptedException {
        return post(pager.pagerDutyUrl(), body(key, action));
    }

    private HttpResponse<String> post(String url, String body) throws IOException, InterruptedException {
        return client.send(request(url, body), BodyHandlers.ofString());
    }

    private static HttpRequest request(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String body(String key, String action) {
        return """
                {"routing_key":"%s","event_action":"%s","dedup_key":"incident-1",
                 "payload":{"summary":"disk full","source":"db","severity":"critical"}}
                """.formatted(key, action);
    }
}
