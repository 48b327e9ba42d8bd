package io.chronoops.backup.replay;

import io.chronoops.backup.timeline.Commit;
import io.chronoops.cdc.ChangeEvent;
import java.io.IOException;

/**
 * Where a replay goes. It keeps how far it has come together with what it was given, in one transaction: a replay that
 * goes on, or is asked for again, gives it nothing twice.
 */
interface ReplayTarget extends AutoCloseable {
    /** Whether what a transaction with this commit LSN did to this table is there already. */
    boolean has(String table, long lsn);

    /** It is told to begin behind this commit LSN: a target that remembers that goes on from there when it is not told again. */
    default void beginsBehind(long lsn) {}

    /** Takes the next event of the transaction under way: a row, a truncate, a message, its begin or its end. */
    void take(ChangeEvent event) throws IOException;

    /** The transaction under way has ended: all of it counts, or nothing. */
    void commit(Commit commit) throws IOException;

    /** Nothing more comes; what was committed is durable when it returns. */
    void finish();

    @Override
    void close();
}
