package io.chronoops.stack.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.stack.pager.PageAlert.Status;
import io.chronoops.stack.pager.PageEvent.Action;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class PageBookTest {
    private final PageBook book = new PageBook();

    @Test
    void one_key_is_one_alert_while_it_is_open() {
        take(Action.TRIGGER, "a");
        take(Action.TRIGGER, "a");
        take(Action.TRIGGER, "b");

        assertThat(book.alerts()).extracting(PageAlert::dedupKey).containsExactly("a", "b");
        assertThat(book.alerts().getFirst().events()).hasSize(2);
    }

    @Test
    void a_trigger_after_the_resolve_opens_a_new_alert() {
        take(Action.TRIGGER, "a");
        take(Action.RESOLVE, "a");
        take(Action.TRIGGER, "a");

        assertThat(book.alerts()).extracting(PageAlert::status).containsExactly(Status.RESOLVED, Status.TRIGGERED);
    }

    @Test
    void a_further_trigger_does_not_take_the_acknowledgement_back() {
        take(Action.TRIGGER, "a");
        take(Action.ACKNOWLEDGE, "a");
        take(Action.TRIGGER, "a");

        assertThat(book.alerts()).extracting(PageAlert::status).containsExactly(Status.ACKNOWLEDGED);
    }

    @Test
    void what_answers_no_open_alert_is_dropped_but_remembered() {
        take(Action.ACKNOWLEDGE, "a");

        assertThat(book.alerts()).isEmpty();
        assertThat(book.events()).hasSize(1);
    }

    private void take(Action action, String key) {
        book.take(new PageEvent(
                Instant.EPOCH,
                "k",
                action,
                key,
                MissingNode.getInstance(),
                JsonMapper.shared().createObjectNode()));
    }
}
