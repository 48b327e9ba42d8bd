package io.chronoops.backup.full;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A 128-bit sum over the rows of a table: equal for equal multisets of rows, whatever their order and however they were split. */
public final class RowDigest {
    private final MessageDigest md5;
    private long high;
    private long low;
    private long rows;

    /** Of no rows yet. */
    public RowDigest() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Adds one row's COPY text with its newline. */
    public void add(byte[] row) {
        byte[] hash = md5.digest(row);
        add(word(hash, 0), word(hash, 8));
        rows++;
    }

    /** Adds another digest's rows. */
    public void add(RowDigest other) {
        add(other.high, other.low);
        rows += other.rows;
    }

    private void add(long otherHigh, long otherLow) {
        long sum = low + otherLow;
        high += otherHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
    }

    private static long word(byte[] bytes, int from) {
        long word = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            word = (word << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return word;
    }

    /** Rows added. */
    public long rows() {
        return rows;
    }

    /** The sum, 32 hex digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
