package io.chronoops.migration.step;

import java.util.List;

/** One thing to do on the operated server, by the manner in which it must be done. */
public sealed interface Act {
    /** The SQL of it, for readers; a batch stands for all. */
    List<String> sql();

    /** Statements of one transaction whose lock is waited for only briefly, and asked for again. */
    record ShortLock(List<String> sql) implements Act {
        /** With one statement. */
        public ShortLock(String statement) {
            this(List.of(statement));
        }
    }

    /** A statement outside a transaction that lets reads and writes go on and may take long. */
    record Online(String statement) implements Act {
        @Override
        public List<String> sql() {
            return List.of(statement);
        }
    }

    /** Rows assigned in batches by primary key. */
    record Batches(Backfill backfill) implements Act {
        @Override
        public List<String> sql() {
            return List.of(backfill.sampleBatch());
        }
    }
}
