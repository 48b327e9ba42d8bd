package io.chronoops.router.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Ids made of what they stand for, so that deciding again gives the same ones. */
public final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256 of the text, in hexadecimal. */
    public static String of(String text) {
        return HexFormat.of().formatHex(hash(text));
    }

    /** A UUID of version 7 that sorts by the moment and whose random part is the text's own. */
    public static String uuid(Instant moment, String text) {
        var hash = ByteBuffer.wrap(hash(text));
        long high = (moment.toEpochMilli() << 16) | 0x7000L | (hash.getLong() & 0xfffL);
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
