package io.chronoops.backup.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What was compared when. */
public interface Proofs {
    /** When each table of a database was last compared, by schema.table. */
    Map<String, Instant> checked(String database);

    /** A table was compared at an LSN; equal: it is what base and log say. */
    void compared(String database, String table, Compared compared);

    /** One comparison. */
    record Compared(Instant at, long lsn, TableState source, boolean equal) {}

    /** A run ended that compared all that it meant to, perhaps nothing. */
    void ran(String database, Instant at);

    /** When the newest run was; empty: none. */
    Optional<Instant> lastRun(String database);

    /** How many tables were proven within this time. */
    long proven(String database, Instant now, Duration within);
}
