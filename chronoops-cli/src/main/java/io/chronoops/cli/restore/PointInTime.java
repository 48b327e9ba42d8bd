package io.chronoops.cli.restore;

import io.chronoops.cli.exit.Trouble;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A moment as people type it. Without a zone it is meant in the local one, and is always said back with its zone. */
public record PointInTime(ZonedDateTime at) {
    private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})["
            + " T](\\d{2}:\\d{2})(:\\d{2})?(\\.\\d{1,6})?\\s*(Z|UTC|[+-]\\d{2}(:?\\d{2})?|[A-Za-z]+/[A-Za-z_/+-]+)?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String MEND = "give it as \"2025-08-27 10:00:00\" (local time) or \"2025-08-27 10:00:00+02\"";

    /** Reads it; the zone is the local one. */
    public static PointInTime parse(String text, ZoneId zone) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw Trouble.usage("\"" + text + "\" is not a point in time", MEND);
        }
        try {
            String seconds = form.group(3) == null ? ":00" : form.group(3);
            String fraction = form.group(4) == null ? "" : form.group(4);
            var local = LocalDateTime.parse(form.group(1) + "T" + form.group(2) + seconds + fraction);
            return new PointInTime(in(local, zone(form.group(5), zone), text));
        } catch (DateTimeException _) {
            throw Trouble.usage("\"" + text + "\" is no moment of the calendar", MEND);
        }
    }

    /** The moment itself. */
    public Instant instant() {
        return at.toInstant();
    }

    /** With its zone: 2025-08-27 10:00:00 +02:00 (Europe/Berlin) = 2025-08-27 08:00:00 UTC. */
    public String said() {
        String utc = text(at.withZoneSameInstant(ZoneOffset.UTC)) + " UTC";
        if (at.getOffset().equals(ZoneOffset.UTC)) {
            return utc;
        }
        String name = at.getZone() instanceof ZoneOffset ? "" : " (" + at.getZone() + ")";
        return text(at) + " " + at.getOffset() + name + " = " + utc;
    }

    private static String text(ZonedDateTime moment) {
        int micros = moment.getNano() / 1000;
        return SECONDS.format(moment) + (micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros));
    }

    private static ZoneId zone(@Nullable String named, ZoneId local) {
        return named == null ? local : named.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(named);
    }

    /** Where clocks change there are local times that are twice or never: those need their offset. */
    private static ZonedDateTime in(LocalDateTime local, ZoneId zone, String text) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return ZonedDateTime.of(local, zone);
        }
        throw Trouble.usage(
                "\"" + text + "\" is " + (offsets.isEmpty() ? "skipped" : "there twice") + " in " + zone
                        + ": the clocks change then",
                "give it with its offset, for example \"" + local.toString().replace('T', ' ') + "+00\"");
    }
}
