package io.chronoops.backup.schedule;

import io.chronoops.ops.BackupType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A schedule that can be run.
 *
 * @param type what a backup takes; full for other commands
 * @param databases configured names; empty: all
 */
public record Schedule(String name, Kind command, BackupType type, Cron cron, List<String> databases) {
    private static final String ALL = "all";

    /** What it asks for. */
    public enum Kind {
        BACKUP,
        CLEANUP,
        VERIFY,
        DRILL,
        COMPACT,
        PROVE
    }

    /** From what is written; refuses by the name of the setting. */
    static Schedule of(String name, ScheduleProperties.Entry entry) {
        String setting = "chronoops.schedules." + name;
        if (!name.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException(
                    setting + ": a schedule's name is 1 to 60 lower-case letters, digits or hyphens");
        }
        Kind kind = one(setting + ".command", entry.command(), Kind.values());
        BackupType type = one(
                setting + ".type",
                entry.type(),
                Stream.of(BackupType.values())
                        .filter(each -> each != BackupType.UNKNOWN)
                        .toArray(BackupType[]::new));
        Cron cron = Cron.parse(setting, entry.cron(), entry.zone());
        List<String> databases = entry.databases().contains(ALL) ? List.of() : List.copyOf(entry.databases());
        if (databases.isEmpty() && !entry.databases().contains(ALL)) {
            throw new IllegalArgumentException(setting + ".databases is empty; write all, or name them");
        }
        return new Schedule(name, kind, type, cron, databases);
    }

    private static <E extends Enum<E>> E one(
            String setting, @org.jspecify.annotations.Nullable String written, E[] known) {
        return Arrays.stream(known)
                .filter(each -> each.name().equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(setting + " must be one of "
                        + Arrays.stream(known)
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", was " + written));
    }
}
