package io.chronoops.backup.drill;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The name of a scratch database: {@code <db>_<kind>_<yyyymmdd_hhmm>}, within PostgreSQL's 63 bytes. */
public final class ScratchName {
    static final int LIMIT = 63;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ScratchName() {}

    /** Of a drill. */
    static String of(String dbname, Instant at, int attempt) {
        return of(dbname, "drill", at, attempt);
    }

    /** Each attempt has its own: a half-dead earlier one cannot drop what a later one fills. */
    public static String of(String dbname, String kind, Instant at, int attempt) {
        String end = "_" + kind + "_" + MINUTE.format(at) + (attempt == 1 ? "" : "_" + attempt);
        String begin = dbname;
        while (begin.getBytes(StandardCharsets.UTF_8).length + end.length() > LIMIT) {
            begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
        }
        return begin + end;
    }
}
