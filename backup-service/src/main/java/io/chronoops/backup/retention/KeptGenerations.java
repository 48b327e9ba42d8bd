package io.chronoops.backup.retention;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.retention.RetentionProperties.Generations;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Which full backups stand for a day, a week, a month or a year. Pure. */
final class KeptGenerations {
    private KeptGenerations() {}

    /** From good full backups, newest first, to why each of those that stand for a period is kept. */
    static Map<Backup, String> of(List<Backup> newestFirst, Generations rules, ZoneId zone) {
        Map<Backup, String> kept = new HashMap<>();
        choose(newestFirst, rules.yearly(), "year", zone, day -> String.valueOf(day.getYear()), kept);
        choose(
                newestFirst,
                rules.monthly(),
                "month",
                zone,
                day -> day.toString().substring(0, 7),
                kept);
        choose(newestFirst, rules.weekly(), "week", zone, KeptGenerations::week, kept);
        choose(newestFirst, rules.daily(), "day", zone, LocalDate::toString, kept);
        return kept;
    }

    /** Of each period the newest that is tested, else the newest: an untested one must not push a tested one out. */
    private static void choose(
            List<Backup> newestFirst,
            int periods,
            String word,
            ZoneId zone,
            Function<LocalDate, String> period,
            Map<Backup, String> kept) {
        Map<String, Backup> chosen = new LinkedHashMap<>();
        for (Backup backup : newestFirst) {
            String name = period.apply(backup.takenAt().atZone(zone).toLocalDate());
            if (chosen.size() < periods || chosen.containsKey(name)) {
                chosen.merge(name, backup, (newer, older) -> !newer.isTested() && older.isTested() ? older : newer);
            }
        }
        chosen.forEach((name, backup) -> kept.putIfAbsent(
                backup, "stands for the " + word + " " + name + ", one of " + periods + " " + word + "s kept"));
    }

    private static String week(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
