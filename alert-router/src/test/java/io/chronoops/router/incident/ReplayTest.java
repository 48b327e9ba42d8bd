package io.chronoops.router.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.router.policy.Policies;
import io.chronoops.router.policy.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever happened, deciding the log once more gives the same incidents, pages and timers. */
class ReplayTest {
    private static final int RECORDS = 300;
    private static final Severity[] SEVERITIES = Severity.values();

    private final Log log = new Log();
    private final List<Logged> written = new ArrayList<>();
    private final InMemoryState lived = new InMemoryState(Policies.every(Duration.ofSeconds(40)));
    private Duration now = Duration.ZERO;

    @RepeatedTest(50)
    void a_replay_decides_the_same(RepetitionInfo repetition) {
        var chance = new Random(repetition.getCurrentRepetition());
        while (written.size() < RECORDS) {
            write(happens(chance));
        }
        var replayed = new InMemoryState(Policies.every(Duration.ofSeconds(40)));
        written.forEach(replayed::take);

        assertThat(replayed.incidents()).isEqualTo(lived.incidents());
        assertThat(replayed.notices()).isEqualTo(lived.notices());
        assertThat(replayed.timers()).isEqualTo(lived.timers());
    }

    @RepeatedTest(50)
    void no_tier_is_told_twice_and_never_after_somebody_has_it(RepetitionInfo repetition) {
        var chance = new Random(repetition.getCurrentRepetition());
        while (written.size() < RECORDS) {
            Logged next = happens(chance);
            write(next);
            if (chance.nextInt(5) == 0) {
                write(next); // redelivered
            }
        }

        assertThat(lived.notices()).extracting(Notice::id).doesNotHaveDuplicates();
        assertThat(lived.timers()).allSatisfy(timer -> assertThat(lived.incident(timer.incidentId()))
                .containsInstanceOf(Incident.Open.class));
        assertThat(lived.incidents())
                .filteredOn(Incident.Open.class::isInstance)
                .allSatisfy(this::noTierIsForgotten);
    }

    private void noTierIsForgotten(Incident open) {
        var policy = lived.policy(open.story().opening().policyVersion());
        boolean more =
                policy.next(open.story().severity(), open.story().paged()).isPresent();

        assertThat(lived.timers().stream().anyMatch(timer -> timer.incidentId().equals(open.id())))
                .isEqualTo(more);
    }

    private void write(Logged record) {
        written.add(record);
        lived.take(record);
    }

    private Logged happens(Random chance) {
        now = now.plusSeconds(chance.nextInt(30));
        return switch (chance.nextInt(6)) {
            case 0, 1 -> fired(chance);
            case 2 -> log.record(now, now, new Entry.Cleared("key-" + chance.nextInt(4), "over"));
            case 3 -> log.acknowledged(now, anIncident(chance));
            case 4 -> timer(chance);
            default -> log.resolved(now, anIncident(chance));
        };
    }

    private Logged fired(Random chance) {
        Duration happened = chance.nextInt(8) == 0 ? now.minusMinutes(3) : now;
        return log.fired(happened, now, "key-" + chance.nextInt(4), SEVERITIES[chance.nextInt(SEVERITIES.length)]);
    }

    private Logged timer(Random chance) {
        List<Timer> due = lived.timers().stream()
                .filter(timer -> !timer.due().isAfter(Log.START.plus(now)))
                .toList();
        return due.isEmpty() ? fired(chance) : log.timer(now, due.get(chance.nextInt(due.size())));
    }

    private String anIncident(Random chance) {
        List<Incident> all = lived.incidents();
        return all.isEmpty() ? "none" : all.get(chance.nextInt(all.size())).id();
    }
}
