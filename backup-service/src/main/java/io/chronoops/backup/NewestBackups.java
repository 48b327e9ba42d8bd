package io.chronoops.backup;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database's backups as metrics ask for them: read once a scrape, not once a series. */
final class NewestBackups {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Backups backups;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Instant at, List<Backup> backups) {}

    NewestBackups(Backups backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
    }

    List<Backup> of(String database) {
        Instant now = clock.instant();
        Seen last = seen.get(database);
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            last = new Seen(now, backups.list(database));
            seen.put(database, last);
        }
        return last.backups();
    }

    /** The newest of a type that is not damaged. */
    Optional<Backup> good(String database, String type) {
        return of(database).stream()
                .filter(backup -> backup.type().equals(type) && backup.damaged() == null)
                .findFirst();
    }

    /** When this was last done to a full backup. */
    Optional<Instant> lastOfFull(String database, Function<Backup, @Nullable Instant> done) {
        return of(database).stream()
                .filter(Backup::isBase)
                .flatMap(backup -> Optional.ofNullable(done.apply(backup)).stream())
                .max(Comparator.naturalOrder());
    }

    /** The one that was proven last. */
    Optional<Backup> lastProven(String database) {
        Optional<Instant> last = lastOfFull(database, Backup::provenAt);
        return of(database).stream()
                .filter(backup -> backup.provenAt() != null
                        && Optional.of(backup.provenAt()).equals(last))
                .findFirst();
    }
}
