package io.chronoops.router.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.alerts.NotificationAction;
import io.chronoops.router.delivery.Answer;
import io.chronoops.router.delivery.Notices;
import io.chronoops.router.delivery.SecretSource;
import io.chronoops.router.pagerduty.PagerDutyForm;
import io.chronoops.router.slack.SlackForm;
import io.chronoops.router.webhook.WebhookForm;
import io.chronoops.stack.pager.PageAlert;
import io.chronoops.stack.pager.PagerReceiver;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers are sent is what they take; their answers are understood. */
class ReceiversIT {
    private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

    private final PagerReceiver pager = PagerReceiver.start();
    private final PostJson post = new PostJson(Duration.ofSeconds(1));
    private final KeyedReceiver devops =
            new KeyedReceiver("devops", new PagerDutyForm(URI.create(pager.url())), () -> ROUTING_KEY, post);
    private final KeyedReceiver slack =
            new KeyedReceiver("backend-lead", new SlackForm(), () -> pager.slackUrl("backend-alerts"), post);

    @AfterEach
    void close() {
        pager.close();
    }

    @Test
    void pagerduty_takes_a_trigger_an_acknowledgement_and_a_resolve_of_one_alert() {
        for (var action : new NotificationAction[] {
            NotificationAction.TRIGGER, NotificationAction.ACKNOWLEDGE, NotificationAction.RESOLVE
        }) {
            assertThat(devops.tell(Notices.of("incident-1", action))).isInstanceOf(Answer.Taken.class);
        }

        assertThat(pager.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.dedupKey()).isEqualTo("incident-1");
            assertThat(alert.status()).isEqualTo(PageAlert.Status.RESOLVED);
        });
        assertThat(pager.received().getFirst().body())
                .contains("connections in use 95 %")
                .contains("\"value\":\"95 %\"")
                .contains("\"threshold\":\"90 %\"")
                .contains("\"used\":95")
                .contains("runbooks/connections.md")
                .contains("chronoops incidents ack incident-1");
    }

    @Test
    void slack_takes_text_and_blocks() {
        assertThat(slack.tell(Notices.of("incident-1", NotificationAction.TRIGGER)))
                .isInstanceOf(Answer.Taken.class);

        assertThat(pager.messages()).singleElement().satisfies(message -> {
            assertThat(message.channel()).isEqualTo("backend-alerts");
            assertThat(message.text()).contains("CRITICAL: shop: connections in use 95 %");
            assertThat(message.body().path("blocks").toString())
                    .contains("95 % (threshold 90 %)")
                    .contains("&lt;app&gt; &amp; co")
                    .contains("chronoops incidents ack incident-1");
        });
    }

    @Test
    void any_endpoint_takes_the_notification_as_json() {
        var hook = new KeyedReceiver("hook", new WebhookForm(), () -> pager.slackUrl("hook"), post);
        Answer answer = hook.tell(Notices.of("incident-1", NotificationAction.TRIGGER));

        assertThat(answer).isInstanceOf(Answer.Refused.class); // Slack's door wants a text: 400 is never retried
        assertThat(pager.received().getFirst().body()).contains("\"dedupKey\":\"incident-1\"");
    }

    @Test
    void too_many_means_later_for_all_and_after_the_time_that_was_asked() {
        pager.answer(io.chronoops.stack.pager.Answer.tooMany(Duration.ofSeconds(7)));

        assertThat(devops.tell(Notices.of("incident-1", NotificationAction.TRIGGER)))
                .isInstanceOfSatisfying(Answer.Later.class, later -> {
                    assertThat(later.after()).contains(Duration.ofSeconds(7));
                    assertThat(later.all()).isTrue();
                });
    }

    @Test
    void a_failing_receiver_means_later() {
        pager.answer(io.chronoops.stack.pager.Answer.failed());

        assertThat(devops.tell(Notices.of("incident-1", NotificationAction.TRIGGER)))
                .isInstanceOf(Answer.Later.class);
    }

    @Test
    void a_slow_receiver_means_later_once_its_time_is_over() {
        pager.answer(io.chronoops.stack.pager.Answer.late(Duration.ofSeconds(5)));

        assertThat(devops.tell(Notices.of("incident-1", NotificationAction.TRIGGER)))
                .isInstanceOfSatisfying(
                        Answer.Later.class, later -> assertThat(later.after()).isEqualTo(Optional.empty()));
    }

    @Test
    void a_receiver_that_is_not_there_means_later() {
        pager.close();

        assertThat(devops.tell(Notices.of("incident-1", NotificationAction.TRIGGER)))
                .isInstanceOf(Answer.Later.class);
    }

    @Test
    void a_missing_secret_means_later_and_says_where_to_put_it() {
        var nobody = new KeyedReceiver(
                "dba",
                new PagerDutyForm(URI.create(pager.url())),
                () -> {
                    throw new SecretSource.Missing("put it into receivers/dba");
                },
                post);

        assertThat(nobody.tell(Notices.of("incident-1", NotificationAction.TRIGGER))
                        .text())
                .contains("receivers/dba");
    }
}
