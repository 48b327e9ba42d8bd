package io.chronoops.endtoend.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * One committed transaction.
 *
 * @param counts changes by kind and table
 * @param digest of all changes in their order
 */
record Transaction(Id id, Map<String, Integer> counts, String digest) {
    /** Its xid, as 32 bits, and the LSN of its commit. */
    record Id(long xid, long lsn) {}

    /** Gathers the changes of one transaction. */
    static final class Builder {
        private final Map<String, Integer> counts = new TreeMap<>();
        private final MessageDigest digest;

        Builder() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void add(Change change) {
            counts.merge(change.op() + " " + change.table(), 1, Integer::sum);
            digest.update((change.text() + "\n").getBytes(StandardCharsets.UTF_8));
        }

        boolean isEmpty() {
            return counts.isEmpty();
        }

        Transaction committed(long xid, long lsn) {
            return new Transaction(
                    new Id(xid & 0xffff_ffffL, lsn),
                    Map.copyOf(counts),
                    HexFormat.of().formatHex(digest.digest()));
        }
    }
}
