package io.chronoops.endtoend.faults;

import java.time.Duration;

/** What is done to the parts. */
sealed interface Hits {
    /** One fault after the other, at random. */
    record Rounds(int number) implements Hits {}

    /** One part is away for so long. */
    record Outage(Target part, Duration time) implements Hits {}

    /** Somebody deletes the topic of the change log. */
    record LogDeleted() implements Hits {}
}
