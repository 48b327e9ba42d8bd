package io.chronoops.backup.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue: which backups there are. */
public interface Backups {
    /** Records a backup; one that is there already is left as it is. */
    void add(Backup backup);

    /** All, or those of one database, newest first. */
    List<Backup> list(@Nullable String database);

    /** One by its id. */
    Optional<Backup> find(String id);

    /** Every byte of it was read and matched. */
    void verified(String id, Instant at);

    /** Verification found this. */
    void damaged(String id, String what);

    /** One by its id, which no other transaction changes until this one ends. */
    Optional<Backup> lock(String id);

    /** Retention must leave it alone since then; null: it need not any longer. */
    void pinned(String id, @Nullable Instant since);

    /** It was restored and compared, which took so many seconds. */
    void proven(String id, Instant at, double seconds);

    /** All that was learned of it, as a repository's own marks say. */
    void mark(String id, Marks marks);

    /** It is gone from the repository. */
    void remove(String id);
}
