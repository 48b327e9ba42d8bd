package io.chronoops.cli.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How things are shown to this person now.
 *
 * @param unicode whether more than ASCII can be shown
 * @param width in columns; 0: no end
 */
public record Look(boolean colours, boolean unicode, int width, Instant now, ZoneId zone) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** The text in a colour, where colours are welcome. */
    public String paint(Tone tone, String text) {
        return colours ? tone.paint(text) : text;
    }

    /** A moment in this person's zone, to the second; null: a dash. */
    public String time(@Nullable Instant moment) {
        return moment == null ? "-" : SECONDS.withZone(zone).format(moment);
    }

    /** How long ago, such as 3 min ago; null: never. */
    public String age(@Nullable Instant moment) {
        return moment == null ? "never" : Human.ago(moment, now);
    }

    /** Moment and age in one. */
    public String when(@Nullable Instant moment) {
        return moment == null ? "never" : time(moment) + " (" + age(moment) + ")";
    }

    /** A tick, in ASCII where need be. */
    public String tick() {
        return paint(Tone.GOOD, unicode ? "✔" : "ok:");
    }
}
