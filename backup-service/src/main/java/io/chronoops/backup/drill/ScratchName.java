package io.chronoops.backup.drill;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The name of a scratch database: {@code <db>_drill_<yyyymmdd_hhmm>}, within PostgreSQL's 63 bytes. */
final class ScratchName {
    static final int LIMIT = 63;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ScratchName() {}

    /** Each attempt has its own: a half-dead earlier one cannot drop what a later one fills. */
    static String of(String dbname, Instant at, int attempt) {
        String end = "_drill_" + MINUTE.format(at) + (attempt == 1 ? "" : "_" + attempt);
        String begin = dbname;
        while (begin.getBytes(StandardCharsets.UTF_8).length + end.length() > LIMIT) {
            begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
        }
        return begin + end;
    }
}
