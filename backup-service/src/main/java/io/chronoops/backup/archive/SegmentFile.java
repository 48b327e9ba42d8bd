package io.chronoops.backup.archive;

import io.chronoops.backup.repository.Layout;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment's file. Names sort as the segments come: by line, as LSNs of two servers do not compare, then by
 * the last LSN. The writer's mark keeps two that seal the same position out of each other's files.
 *
 * @param line 0: the first server; the names of version 1 have none
 */
record SegmentFile(int line, long lastLsn, String writer) {
    private static final Pattern OF_LINE = Pattern.compile(".*/g([0-9a-f]{4})-[^/]*");
    private static final int HEX = 16;

    /** Its path in the repository. */
    String path(String database) {
        String position = String.format(Locale.ROOT, "%016x-%s.avro", lastLsn, writer);
        return Layout.segments(database) + "/"
                + (line == 0 ? position : String.format(Locale.ROOT, "g%04x-%s", line, position));
    }

    /** The line of a segment that is there. */
    static int line(String path) {
        Matcher name = OF_LINE.matcher(path);
        return name.matches() ? Integer.parseInt(name.group(1), HEX) : 0;
    }
}
