package io.chronoops.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.endtoend.place.Workbench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fault rounds, short: parts that are away for a while, the change log deleted, and a round at random. */
@Tag("faults")
class FaultsIT {
    private static final Duration AWAY = Duration.ofSeconds(5);

    @Test
    void nothing_is_lost_and_nothing_doubled_while_broker_and_registry_are_away_and_when_the_log_is_deleted()
            throws Exception {
        var said = new StringWriter();
        try (var workbench = Workbench.temporary();
                var out = new PrintWriter(said)) {
            Compared result = new TimeMachineFaults(workbench, out)
                    .run(
                            List.of(
                                    new Hits.Outage(Target.BROKER, AWAY),
                                    new Hits.Outage(Target.REGISTRY, AWAY),
                                    new Hits.LogDeleted(),
                                    new Hits.Rounds(1)),
                            1);

            assertThat(result.isWhole()).as("%s%s", said, result.text()).isTrue();
            assertThat(result.transactions()).isGreaterThan(100);
        }
    }
}
