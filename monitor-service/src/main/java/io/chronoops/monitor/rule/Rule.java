package io.chronoops.monitor.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One threshold rule.
 *
 * @param id its name, in every breach
 * @param source the samples that it judges
 * @param bound where bad begins and ends
 * @param hold how long the value must stay bad before it is a breach
 * @param clearAfter how long it must stay good before the breach is over
 * @param wording how it speaks
 */
public record Rule(String id, Source source, Bound bound, Duration hold, Duration clearAfter, Wording wording) {
    private static final int VERSION_BYTES = 6;

    public Rule {
        if (hold.isNegative() || clearAfter.isNegative()) {
            throw new IllegalArgumentException("rule " + id + ": hold and clear-after must not be negative");
        }
    }

    /** The samples of one metric by one probe. */
    public record Source(String probe, String metric) {}

    /** Changes with anything that could change a decision or its words. */
    public String version() {
        return hash(toString());
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
