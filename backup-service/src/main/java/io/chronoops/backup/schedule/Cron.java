package io.chronoops.backup.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When something is due, in a zone. What is due at certain hours is due once a day by the clock on the wall: a time that a
 * change of clocks skips comes as much later, one that it repeats comes the first time alone. What is due each hour or more
 * often goes by time that passes.
 */
public final class Cron {
    private static final List<Duration> BACK = List.of(
            Duration.ofHours(1),
            Duration.ofDays(2),
            Duration.ofDays(40),
            Duration.ofDays(370),
            Duration.ofDays(5 * 366));

    private static final int FIELDS = 5;

    private final String text;
    private final ZoneId zone;
    private final CronExpression expression;
    private final boolean atCertainHours;

    private Cron(String text, ZoneId zone, CronExpression expression, boolean atCertainHours) {
        this.text = text;
        this.zone = zone;
        this.expression = expression;
        this.atCertainHours = atCertainHours;
    }

    /** Five fields (minute hour day month weekday) or six with seconds; refuses by the name of the setting. */
    static Cron parse(String setting, @Nullable String text, String zone) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(setting
                    + ".cron is not set; write for example \"0 2 * * *\" (each day at 02:00), or - to turn it off");
        }
        ZoneId zoneId;
        try {
            zoneId = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    setting + ".zone \"" + zone + "\" is no time zone; write one like Europe/Berlin or UTC", e);
        }
        String six = text.strip().split("\\s+").length == FIELDS ? "0 " + text.strip() : text.strip();
        try {
            var cron = new Cron(text.strip(), zoneId, CronExpression.parse(six), !isHourly(six.split("\\s+")));
            if (cron.next(Instant.EPOCH).isEmpty()) {
                throw new IllegalArgumentException("it is never due");
            }
            return cron;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    setting + ".cron \"" + text + "\" is no cron expression (" + e.getMessage()
                            + "); write minute hour day month weekday, for example \"0 2 * * *\" (each day at 02:00)",
                    e);
        }
    }

    private static boolean isHourly(String[] fields) {
        return fields.length == 1 ? fields[0].equals("@hourly") : fields[2].contains("*");
    }

    /** The first time after this. */
    public Optional<Instant> next(Instant after) {
        if (!atCertainHours) {
            return Optional.ofNullable(expression.next(after.atZone(zone))).map(ZonedDateTime::toInstant);
        }
        LocalDateTime wall = expression.next(LocalDateTime.ofInstant(after, zone));
        while (wall != null && !wall.atZone(zone).toInstant().isAfter(after)) {
            wall = expression.next(wall);
        }
        return Optional.ofNullable(wall).map(time -> time.atZone(zone).toInstant());
    }

    /** The last time that is not after this: what is due now, however many were missed. */
    public Optional<Instant> latest(Instant until) {
        for (Duration back : BACK) {
            Optional<Instant> found = Optional.empty();
            Optional<Instant> next = next(until.minus(back));
            while (next.isPresent() && !next.get().isAfter(until)) {
                found = next;
                next = next(next.get());
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Whose clock it means. */
    public ZoneId zone() {
        return zone;
    }
}
