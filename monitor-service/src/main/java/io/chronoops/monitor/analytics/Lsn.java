package io.chronoops.monitor.analytics;

import java.util.Locale;

/** A position in the WAL: a plain long inside, PostgreSQL's {@code 0/16B3748} outside. */
public final class Lsn {
    private static final int HEX = 16;
    private static final int HALF = 32;

    private Lsn() {}

    /** From PostgreSQL's text form, or a plain number. */
    public static long parse(String text) {
        int slash = text.indexOf('/');
        try {
            return slash < 0
                    ? Long.parseLong(text)
                    : (Long.parseLong(text.substring(0, slash), HEX) << HALF)
                            | Long.parseLong(text.substring(slash + 1), HEX);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no LSN: expected a form like 0/16B3748", e);
        }
    }

    /** To PostgreSQL's text form. */
    public static String text(long lsn) {
        return String.format(Locale.ROOT, "%X/%X", lsn >>> HALF, lsn & 0xffffffffL);
    }
}
