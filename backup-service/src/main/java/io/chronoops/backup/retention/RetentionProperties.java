package io.chronoops.backup.retention;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept.
 *
 * @param keep how long a backup is kept unless it says otherwise, and how far back any moment can be restored
 * @param atLeast full backups kept whatever their age
 * @param generations full backups kept beyond that: of so many days, weeks, months, years
 * @param zone whose days, weeks, months and years are meant
 * @param standsStillAfter without any new backup for so long retention's time stands still: nothing more expires
 */
@ConfigurationProperties("chronoops.retention")
public record RetentionProperties(
        @DefaultValue("30d") Duration keep,
        @DefaultValue("3") int atLeast,
        @DefaultValue Generations generations,
        @DefaultValue("UTC") String zone,
        @DefaultValue("7d") Duration standsStillAfter) {
    public RetentionProperties {
        if (atLeast < 1) {
            throw new IllegalArgumentException("chronoops.retention.at-least must be 1 or more, was " + atLeast);
        }
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("chronoops.retention.keep must be above 0, was " + keep);
        }
        if (standsStillAfter.toHours() < 1) {
            throw new IllegalArgumentException(
                    "chronoops.retention.stands-still-after must be 1h or more, was " + standsStillAfter);
        }
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "chronoops.retention.zone \"" + zone + "\" is no time zone; write one like Europe/Berlin or UTC",
                    e);
        }
    }

    /**
     * Grandfather, father, son: the newest full backup of each of so many periods that have one; 0: none for that period.
     *
     * @param daily days
     * @param weekly ISO weeks, which begin on Monday
     */
    public record Generations(
            @DefaultValue("7") int daily,
            @DefaultValue("4") int weekly,
            @DefaultValue("12") int monthly,
            @DefaultValue("5") int yearly) {
        public Generations {
            if (daily < 0 || weekly < 0 || monthly < 0 || yearly < 0) {
                throw new IllegalArgumentException(
                        "chronoops.retention.generations must be 0 (off) or more, were daily " + daily + ", weekly "
                                + weekly + ", monthly " + monthly + ", yearly " + yearly);
            }
        }
    }

    /** The zone of {@link #zone}. */
    ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    /** Calendar days later in the zone, whole days by the clock on the wall, the rest by the stopwatch. */
    Instant after(Instant from, Duration time) {
        return from.atZone(zoneId()).plusDays(time.toDays()).toInstant().plus(time.minusDays(time.toDays()));
    }

    /** The same backwards. */
    Instant before(Instant until, Duration time) {
        return until.atZone(zoneId()).minusDays(time.toDays()).toInstant().minus(time.minusDays(time.toDays()));
    }
}
