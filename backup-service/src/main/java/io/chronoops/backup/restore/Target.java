package io.chronoops.backup.restore;

import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Snapshot;
import io.chronoops.ops.RestoreCommand;
import java.time.Instant;

/** The moment to restore to: always between two transactions, in commit order. */
public sealed interface Target {
    /** Whether a transaction lies beyond it: it and all after it are left out. */
    boolean isBeyond(long xid, long lsn, Instant commitAt);

    /** Whether a transaction that does not lie beyond it belongs to it. */
    default boolean holds(long xid) {
        return true;
    }

    /** In words. */
    String text();

    /** Just before the first commit later than this. */
    record ToTime(Instant at) implements Target {
        @Override
        public boolean isBeyond(long xid, long lsn, Instant commitAt) {
            return commitAt.isAfter(at);
        }

        @Override
        public String text() {
            return "time " + at;
        }
    }

    /** With everything committed up to this LSN. */
    record ToLsn(long last) implements Target {
        @Override
        public boolean isBeyond(long xid, long lsn, Instant commitAt) {
            return lsn > last;
        }

        @Override
        public String text() {
            return "LSN " + Lsn.text(last);
        }
    }

    /** Just before this transaction. */
    record BeforeXid(long before) implements Target {
        @Override
        public boolean isBeyond(long xid, long lsn, Instant commitAt) {
            return xid == before;
        }

        @Override
        public String text() {
            return "just before transaction " + before;
        }
    }

    /** Exactly what a snapshot of the source saw; last: an LSN before which all that it saw had committed. */
    record ToSnapshot(Snapshot snapshot, long last) implements Target {
        @Override
        public boolean isBeyond(long xid, long lsn, Instant commitAt) {
            return lsn > last;
        }

        @Override
        public boolean holds(long xid) {
            return snapshot.sees(xid);
        }

        @Override
        public String text() {
            return "snapshot " + snapshot.text() + " at LSN " + Lsn.text(last);
        }
    }

    /** With everything that is archived. */
    record Latest() implements Target {
        @Override
        public boolean isBeyond(long xid, long lsn, Instant commitAt) {
            return false;
        }

        @Override
        public String text() {
            return "the newest archived transaction";
        }
    }

    /** Exactly the backup's own moment: no log at all. */
    record BackupItself() implements Target {
        @Override
        public boolean isBeyond(long xid, long lsn, Instant commitAt) {
            return true;
        }

        @Override
        public String text() {
            return "the backup's own moment";
        }
    }

    /** What a command asks for; at most one of its targets is set. */
    static Target of(RestoreCommand command) {
        if (command.getPointInTime() != null) {
            return new ToTime(command.getPointInTime());
        }
        if (command.getLsn() != null) {
            return new ToLsn(Lsn.parse(command.getLsn()));
        }
        if (command.getBeforeXid() != null) {
            return new BeforeXid(command.getBeforeXid());
        }
        return command.getLatest() ? new Latest() : new BackupItself();
    }
}
