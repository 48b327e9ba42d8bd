package io.chronoops.backup.restore;

import io.chronoops.backup.restore.BinaryRows.Unforeseen;
import java.nio.charset.StandardCharsets;

/** Dates and times of style ISO as PostgreSQL counts them: from the first moment of 2000. Pure. */
final class BinaryTime {
    private static final int DATE = 10;
    private static final int TIME = 8;
    private static final int MOST_FRACTION = 6;
    private static final long DAY = 86_400_000_000L;
    private static final long SECOND = 1_000_000;
    /** From 0000-03-01 to 2000-01-01. */
    private static final int DAYS_TO_2000 = 730_425;

    private BinaryTime() {}

    /** Days of yyyy-mm-dd, of a year from 1 to 9999, or of infinity. */
    static int days(byte[] in, int from, int to) throws Unforeseen {
        if (from < to && in[to - 1] == 'y') {
            return infinity(in, from, to) > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        if (to - from != DATE || in[from + 4] != '-' || in[from + 7] != '-') {
            throw new Unforeseen("not a plain date");
        }
        int year = two(in, from) * 100 + two(in, from + 2);
        int month = two(in, from + 5);
        int day = two(in, from + 8);
        if (year == 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            throw new Unforeseen("not a plain date");
        }
        // years from March on: the day that leap years have more is their last
        int years = month > 2 ? year : year - 1;
        int months = (month + 9) % 12;
        return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1 - DAYS_TO_2000;
    }

    private static int infinity(byte[] in, int from, int to) throws Unforeseen {
        String text = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        return switch (text) {
            case "infinity" -> 1;
            case "-infinity" -> -1;
            default -> throw new Unforeseen("not a plain date");
        };
    }

    /** Microseconds of yyyy-mm-dd hh:mm:ss with up to six more digits, or of infinity. */
    static long micros(byte[] in, int from, int to) throws Unforeseen {
        if (from < to && in[to - 1] == 'y') {
            return infinity(in, from, to) > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        int time = from + DATE + 1;
        int fraction = time + TIME;
        if (to < fraction || in[time - 1] != ' ' || in[time + 2] != ':' || in[time + 5] != ':') {
            throw new Unforeseen("not a plain time");
        }
        long micros = days(in, from, from + DATE) * DAY
                + ((two(in, time) * 60L + two(in, time + 3)) * 60 + two(in, time + 6)) * SECOND;
        if (to == fraction) {
            return micros;
        }
        int digits = to - fraction - 1;
        if (in[fraction] != '.' || digits < 1 || digits > MOST_FRACTION) {
            throw new Unforeseen("not a plain time");
        }
        int more = 0;
        for (int i = 0; i < MOST_FRACTION; i++) {
            more = more * 10 + (i < digits ? BinaryValue.digit(in[fraction + 1 + i]) : 0);
        }
        return micros + more;
    }

    private static int two(byte[] in, int at) throws Unforeseen {
        return BinaryValue.digit(in[at]) * 10 + BinaryValue.digit(in[at + 1]);
    }
}
