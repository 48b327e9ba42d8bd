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

    /** It is gone from the repository. */
    void remove(String id);
}
