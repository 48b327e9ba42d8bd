package io.chronoops.router.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.router.incident.Entry;
import io.chronoops.router.incident.InMemoryState;
import io.chronoops.router.incident.Logged;
import io.chronoops.router.incident.Trouble;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentRecordTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00.123456Z");

    private final InMemoryState state = new InMemoryState(Policy.standard());

    @Test
    void an_incident_in_every_state_comes_back_from_its_record_as_it_was() {
        var trouble = new Trouble(
                "key",
                Severity.CRITICAL,
                "it is bad",
                new Trouble.Place("shop", "orders"),
                new Trouble.Facts("1", "0", "{}", "runbooks/x.md"));
        survives(new Entry.Fired(trouble));
        String id = state.incidents().getFirst().id();
        survives(new Entry.Acknowledged(id, "ada"));
        survives(new Entry.ResolvedByHand(id, "grace"));
        survives(new Entry.Fired(new Trouble("other", Severity.INFO, "by the way", trouble.place(), trouble.facts())));
    }

    private void survives(Entry entry) {
        state.take(new Logged(entry.toString(), NOW, NOW, entry));

        assertThat(state.incidents().stream()
                        .map(WriteIncident::write)
                        .map(ReadIncident::read)
                        .toList())
                .isEqualTo(List.copyOf(state.incidents()));
    }
}
