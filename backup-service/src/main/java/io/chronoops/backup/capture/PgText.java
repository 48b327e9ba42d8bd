package io.chronoops.backup.capture;

import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.data.SpecialValueDecimal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/** Values as Debezium decoded them, back to text that PostgreSQL reads to the same value. */
final class PgText {
    private static final String INFINITY = "infinity";
    private static final String MINUS_INFINITY = "-infinity";
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, java.time.format.SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private PgText() {}

    static String of(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag ? "t" : "f";
            case Integer _, Long _, Short _, Float _, Double _ -> value.toString();
            case BigDecimal number -> number.toPlainString();
            case SpecialValueDecimal number -> special(number);
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case LocalDate date -> date(date);
            case Instant instant -> timestamp(instant);
            case OffsetDateTime time -> timestamptz(time);
            case LocalTime time -> TIME.format(time);
            case OffsetTime time -> TIME.format(time.toLocalTime()) + time.getOffset();
            case PGInterval interval -> interval(interval);
            case PGobject object -> String.valueOf(object.getValue());
            default -> value.toString();
        };
    }

    private static String special(SpecialValueDecimal number) {
        return number.getDecimalValue().map(BigDecimal::toPlainString).orElseGet(() -> {
            double value = number.toDouble();
            if (Double.isNaN(value)) {
                return "NaN";
            }
            return value > 0 ? "Infinity" : "-Infinity";
        });
    }

    private static String date(LocalDate date) {
        if (date.equals(PostgresValueConverter.POSITIVE_INFINITY_LOCAL_DATE)) {
            return INFINITY;
        }
        return date.equals(PostgresValueConverter.NEGATIVE_INFINITY_LOCAL_DATE)
                ? MINUS_INFINITY
                : DATE.format(date) + era(date);
    }

    private static String timestamp(Instant instant) {
        if (instant.equals(PostgresValueConverter.POSITIVE_INFINITY_INSTANT)) {
            return INFINITY;
        }
        return instant.equals(PostgresValueConverter.NEGATIVE_INFINITY_INSTANT)
                ? MINUS_INFINITY
                : dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), "");
    }

    private static String timestamptz(OffsetDateTime time) {
        if (time.equals(PostgresValueConverter.POSITIVE_INFINITY_OFFSET_DATE_TIME)) {
            return INFINITY;
        }
        return time.equals(PostgresValueConverter.NEGATIVE_INFINITY_OFFSET_DATE_TIME)
                ? MINUS_INFINITY
                : dateTime(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), "+00");
    }

    private static String dateTime(LocalDateTime time, String zone) {
        return DATE.format(time) + " " + TIME.format(time) + zone + era(time.toLocalDate());
    }

    private static String era(LocalDate date) {
        return date.getEra() == IsoEra.BCE ? " BC" : "";
    }

    /** Not PGInterval's own text: it drops the sign of parts that are zero in whole seconds. */
    private static String interval(PGInterval interval) {
        return interval.getYears() + " years " + interval.getMonths() + " mons " + interval.getDays() + " days "
                + interval.getHours() + " hours " + interval.getMinutes() + " mins "
                + BigDecimal.valueOf(interval.getWholeSeconds())
                        .add(BigDecimal.valueOf(interval.getMicroSeconds(), 6))
                        .toPlainString()
                + " secs";
    }
}
