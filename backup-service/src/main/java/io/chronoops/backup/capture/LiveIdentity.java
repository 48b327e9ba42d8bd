package io.chronoops.backup.capture;

import java.util.List;

/**
 * What names a table's rows as its catalogue has it now, which may be later than a change that is decoded.
 *
 * @param whole the stream carries the whole old row (identity full)
 * @param key columns of a key that is never null and always unique; empty: none
 * @param since 64-bit xid of the newest transaction that may have changed this; a change by a later one is named by it
 */
record LiveIdentity(boolean whole, List<String> key, long since) {
    /** Of a table that is gone. */
    static final LiveIdentity GONE = new LiveIdentity(false, List.of(), Long.MAX_VALUE);
}
