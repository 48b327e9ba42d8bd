package io.chronoops.migration.cover;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The id of the backup command that follows a migration: always the same for one migration, so that asking twice makes one backup. */
final class BaseId {
    private static final long VERSION_7 = 0x7000L;
    private static final long NO_VERSION = 0xffff_ffff_ffff_0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long NO_VARIANT = 0x3fff_ffff_ffff_ffffL;

    private BaseId() {}

    static String of(String operationId) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(("base of " + operationId).getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xffffL) | (time(operationId) << 16);
            return new UUID((high & NO_VERSION) | VERSION_7, (hash.getLong() & NO_VARIANT) | VARIANT).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** The milliseconds in a version 7 id, so that ids still sort by time; 0 for any other id. */
    private static long time(String operationId) {
        try {
            UUID id = UUID.fromString(operationId);
            return id.version() == 7 ? id.getMostSignificantBits() >>> 16 : 0;
        } catch (IllegalArgumentException _) {
            return 0;
        }
    }
}
