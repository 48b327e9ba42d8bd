package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Continuity.Verdict;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Opened;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the records of one change log into sealed segments. Idempotent by position: a transaction whose commit LSN is not
 * beyond the last one is dropped, one without its end is void. Not thread-safe: one thread feeds it.
 */
public final class Archiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    private final String database;
    private final ArchiveState state;
    private final SegmentChain chain;
    private @Nullable Gap gap;
    private long nextOffset;
    private boolean broken;
    private boolean inTransaction;
    /** Of the transaction under way. */
    private long changes;

    private long dropped;

    /** Goes on after the newest sealed segment, or begins a chain. */
    public Archiver(
            String database,
            Repository repository,
            ArchiveProperties properties,
            ArchiveState state,
            Clock clock,
            @Nullable Segment newest) {
        this.database = database;
        this.state = state;
        state.startsOver();
        this.chain = new SegmentChain(database, repository, properties, state, clock, newest);
        this.nextOffset = chain.offset();
    }

    /** Seals what an archiver before this one left on disk. Call it once, before the first record. */
    public void adopt() throws IOException {
        chain.adopt();
        nextOffset = chain.offset();
    }

    /** The Kafka offset to read from. */
    public long nextOffset() {
        return nextOffset;
    }

    /** Transactions that came twice and were dropped. */
    public long dropped() {
        return dropped;
    }

    /** Takes the record at this offset. */
    public void take(long offset, ChangeEvent event) throws IOException {
        nextOffset = offset + 1;
        if (event.getEpoch() < chain.epoch()) {
            LOG.atWarn()
                    .addKeyValue("database", database)
                    .addKeyValue("epoch", event.getEpoch())
                    .log("record of a fenced capture dropped");
            return;
        }
        if (event.getOpened() != null) {
            opened(event.getEpoch(), event.getOpened());
        } else if (broken || event.getEpoch() > chain.epoch()) {
            return; // nothing counts before the capture has said from where it starts
        } else if (event.getBegin() != null) {
            forget();
            inTransaction = true;
            chain.add(event);
        } else if (event.getEnd() != null) {
            end(event, event.getEnd());
        } else if (inTransaction) {
            changes++;
            chain.add(event);
        }
        if (!inTransaction) {
            chain.isAt(nextOffset);
        }
    }

    private void opened(long epoch, Opened opened) throws IOException {
        forget();
        broken = false;
        chain.follows(epoch);
        Verdict verdict = Continuity.of(chain.end(), opened);
        if (verdict instanceof Verdict.CutFirst(long lsn)) {
            chain.cut(lsn);
            verdict = Continuity.of(chain.end(), opened);
        }
        var here = new Origin(opened.getSystemIdentifier(), opened.getTimeline());
        if (verdict instanceof Verdict.BeginsAnew(String reason, boolean otherLine)) {
            long last = chain.lastLsn();
            gap = new Gap(database, reason, last == 0 ? null : last, here, opened.getConfirmedLsn());
            LOG.atError()
                    .addKeyValue("database", database)
                    .addKeyValue("gap", reason)
                    .log("the chain breaks here and begins anew: a new base is needed");
            chain.breaks(reason, otherLine, opened.getConfirmedLsn());
        }
        chain.follows(here, opened.getConfirmedLsn());
        state.opened(epoch, verdict instanceof Verdict.BeginsAnew);
    }

    /** The gap that the record taken last has shown, once. */
    Optional<Gap> newGap() {
        Optional<Gap> found = Optional.ofNullable(gap);
        gap = null;
        return found;
    }

    private void end(ChangeEvent event, End end) throws IOException {
        long last = chain.lastLsn();
        boolean isNew = end.getLsn() > last;
        if (!inTransaction || end.getPreviousLsn() > last || (isNew && end.getChanges() != changes)) {
            long came = changes;
            forget();
            broken = true;
            throw new ChainBroken("transaction " + end.getXid() + " at " + Lsn.text(end.getLsn()) + " follows "
                    + Lsn.text(end.getPreviousLsn()) + " with " + end.getChanges()
                    + " changes, but the archive ends at "
                    + Lsn.text(last) + " and " + came + " changes came: records of the change log were lost");
        }
        if (!isNew) {
            dropped++;
            forget();
            return;
        }
        chain.add(event);
        boolean marked = chain.commit(end);
        over();
        chain.isAt(nextOffset);
        if (marked || chain.isFull()) {
            chain.seal();
        }
    }

    private void forget() throws IOException {
        chain.forget();
        over();
    }

    private void over() {
        changes = 0;
        inTransaction = false;
    }

    /**
     * Seals the segment under way if it is old enough, and makes what it holds durable where it lies in the repository; call
     * it often, between records.
     */
    public void tick() throws IOException {
        if (inTransaction) {
            chain.flush();
        } else {
            chain.tick();
        }
    }

    /** Ends it. What was under way and lies in the repository stays there for the next: see {@link #adopt}. */
    @Override
    public void close() throws IOException {
        chain.close();
    }

    /** The change log lacks records: the capture must start again from its slot. */
    public static final class ChainBroken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChainBroken(String message) {
            super(message);
        }
    }
}
