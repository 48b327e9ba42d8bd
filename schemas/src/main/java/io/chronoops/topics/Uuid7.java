package io.chronoops.topics;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Ids that sort by time (RFC 9562, version 7): of commands, events, incidents. */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    /** A new id of this moment. */
    public static String next() {
        return at(Instant.now());
    }

    /** A new id of the given moment. */
    public static String at(Instant moment) {
        long high = (moment.toEpochMilli() << 16) | 0x7000L | RANDOM.nextInt(1 << 12);
        long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
