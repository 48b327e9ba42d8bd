package io.chronoops.migration.cover;

import io.chronoops.ops.OperationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides from operation events alone whether a verified full backup covers a database: one that began after the last
 * succeeded migration of it, or is that migration's own base, and is young enough. Pure.
 */
public final class JudgeCover {
    private final String database;
    private final Instant oldest;
    private final Map<String, Instant> started = new HashMap<>();
    private final List<Full> backups = new ArrayList<>();
    private final Set<String> verified = new HashSet<>();
    private final Set<String> expired = new HashSet<>();
    private @Nullable Instant lastChange;
    private @Nullable String baseOfLastChange;

    private JudgeCover(String database, Instant oldest) {
        this.database = database;
        this.oldest = oldest;
    }

    /** By the events of at least the last maxAge, in any order. */
    public static Verdict judge(String database, List<OperationEvent> events, Instant now, Duration maxAge) {
        var judge = new JudgeCover(database, now.minus(maxAge));
        events.stream().sorted(Comparator.comparing(OperationEvent::getAt)).forEach(judge::take);
        return judge.verdict(maxAge);
    }

    private void take(OperationEvent event) {
        if (event.getBackupVerified() != null) {
            verified.add(event.getBackupVerified().getBackupId());
        }
        if (event.getBackupExpired() != null) {
            expired.add(event.getBackupExpired().getBackupId());
        }
        if (!database.equals(event.getDatabase())) {
            return;
        }
        if (event.getStarted() != null) {
            started.putIfAbsent(event.getOperationId(), event.getAt());
        }
        if (event.getSucceeded() != null) {
            succeeded(event, event.getSucceeded().getDetails());
        }
    }

    private void succeeded(OperationEvent event, Map<String, String> details) {
        String backupId = details.get("backupId");
        if (event.getCommandType().equals("backup")
                && backupId != null
                && "FULL".equalsIgnoreCase(details.get("type"))) {
            backups.add(new Full(backupId, started.get(event.getOperationId()), event.getAt()));
        } else if (event.getCommandType().equals("migrate")) {
            lastChange = event.getAt();
            baseOfLastChange = backupId;
        }
    }

    private Verdict verdict(Duration maxAge) {
        List<Full> covering = backups.reversed().stream().filter(this::covers).toList();
        String take = "take one: chronoops backup --type=full --database " + database;
        if (covering.isEmpty()) {
            return new Verdict.Uncovered(
                    "database " + database + " has no full backup of the last " + hours(maxAge)
                            + (lastChange == null ? "" : " taken since its last migration of " + lastChange),
                    take);
        }
        return covering.stream()
                .filter(backup -> verified.contains(backup.id()))
                .findFirst()
                .<Verdict>map(backup -> new Verdict.Covered(backup.id(), backup.ended()))
                .orElseGet(() -> new Verdict.Uncovered(
                        "full backup " + covering.getFirst().id() + " of database " + database + " is not verified",
                        "verify it: chronoops backups verify "
                                + covering.getFirst().id() + "; or " + take));
    }

    private boolean covers(Full backup) {
        if (expired.contains(backup.id()) || backup.ended().isBefore(oldest)) {
            return false;
        }
        Instant change = lastChange;
        return change == null
                || backup.id().equals(baseOfLastChange)
                || (backup.began() != null && backup.began().isAfter(change));
    }

    private static String hours(Duration duration) {
        return duration.toHours() > 0 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }

    /** A full backup; when it began is not known where that is longer ago than the events go back. */
    private record Full(String id, @Nullable Instant began, Instant ended) {}
}
