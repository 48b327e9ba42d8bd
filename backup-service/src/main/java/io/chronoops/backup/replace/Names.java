package io.chronoops.backup.replace;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What the databases of a replacement are called, within PostgreSQL's 63 bytes.
 *
 * @param present the operated one's name, before and after
 * @param restored the new one's until it takes the place
 * @param kept the old one's from then on
 */
record Names(String present, String restored, String kept) {
    private static final int LIMIT = 63;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of a command given at that moment. */
    static Names of(String dbname, Instant at) {
        String minute = "_" + MINUTE.format(at);
        return new Names(dbname, fitting(dbname, minute), fitting(dbname, "_replaced" + minute));
    }

    private static String fitting(String name, String end) {
        String begin = name;
        while (begin.getBytes(StandardCharsets.UTF_8).length + end.length() > LIMIT) {
            begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
        }
        return begin + end;
    }
}
