package io.chronoops.router.delivery;

import java.time.Duration;
import java.util.Optional;

/** What came of telling a receiver; text is what it answered, or the error. */
public sealed interface Answer {
    /** The receiver's words, for the ledger. */
    String text();

    /** It has it. */
    record Taken(String text) implements Answer {}

    /** It will never take this one. */
    record Refused(String text) implements Answer {}

    /**
     * Not now.
     *
     * @param after how long it asked us to wait, if it did
     * @param all whether anything else would fare the same: the receiver is out of reach or asks for less
     */
    record Later(String text, Optional<Duration> after, boolean all) implements Answer {}
}
