package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Continuity.Verdict;
import io.chronoops.backup.archive.OpenSegment.Chain;
import io.chronoops.backup.archive.OpenSegment.Committed;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private final Repository repository;
    private final ArchiveProperties properties;
    private final ArchiveState state;
    private final Clock clock;
    private final SealSegment sealSegment;
    private final List<Message> messages = new ArrayList<>();
    private @Nullable OpenSegment open;
    /** Whether it lies in the repository, so that it outlives this archiver. */
    private boolean lasting;

    private Chain chain = new Chain("", null);
    /** Of the segment sealed last. */
    private String sealedSha256 = "";

    private int line;
    private @Nullable Origin origin;
    private @Nullable Gap gap;
    private long epoch;
    private long lastLsn;
    private Instant lastCommitAt = Instant.EPOCH;
    private @Nullable Instant heartbeatAt;
    private long changesSeen;
    private boolean broken;
    private long nextOffset;
    private long boundaryOffset;
    private boolean inTransaction;
    private boolean keep;
    private long dropped;
    private Instant flushedAt = Instant.EPOCH;
    private long flushedLsn;

    /** Goes on after the newest sealed segment, or begins a chain. */
    public Archiver(
            String database,
            Repository repository,
            ArchiveProperties properties,
            ArchiveState state,
            Clock clock,
            @Nullable Segment newest) {
        this.database = database;
        this.repository = repository;
        this.properties = properties;
        this.state = state;
        this.clock = clock;
        this.sealSegment = new SealSegment(database, repository, clock);
        state.startsOver();
        if (newest != null) {
            sealedSha256 = newest.sha256();
            line = SegmentFile.line(newest.file());
            origin = newest.origin();
            chain = new Chain(newest.sha256(), null);
            epoch = newest.epoch();
            lastLsn = newest.lastLsn();
            lastCommitAt = newest.lastCommitAt();
            heartbeatAt = newest.heartbeatAt();
            nextOffset = newest.nextOffset();
            boundaryOffset = nextOffset;
            state.sealed(newest);
        }
    }

    /**
     * Seals what an archiver before this one left on disk: all of it that is whole. What the log still has of it comes again
     * and is dropped. Call it once, before the first record.
     */
    public void adopt() throws IOException {
        var left = new LeftOpen(database, repository);
        Optional<LeftOpen.Left> found = left.after(sealedSha256);
        if (found.isPresent()) {
            OpenSegment.Begun begun = found.get().begun();
            chain = begun.chain();
            line = begun.line();
            epoch = begun.epoch();
            origin = begun.origin();
            lastLsn = begun.firstLsn();
            lastCommitAt = begun.lastCommitAt();
            heartbeatAt = begun.heartbeatAt();
            nextOffset = begun.offset();
            boundaryOffset = nextOffset;
            open = new OpenSegment(workFile(), begun, clock.instant());
            left.read(found.get(), this::again);
            LOG.atInfo()
                    .addKeyValue("database", database)
                    .addKeyValue("commits", lastCommitAt)
                    .log("sealing the segment that was under way when its archiver ended");
            forget();
            seal();
            close();
        }
        left.clear();
    }

    /** An event that was in a segment before goes into the one under way, as it is. */
    private void again(ChangeEvent event) throws IOException {
        if (event.getBegin() != null) {
            forget();
        }
        if (event.getMessage() != null) {
            messages.add(event.getMessage());
        }
        current().add(event);
        if (event.getEnd() != null) {
            commit(event.getEnd(), true);
        }
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
        if (event.getEpoch() < epoch) {
            LOG.atWarn()
                    .addKeyValue("database", database)
                    .addKeyValue("epoch", event.getEpoch())
                    .log("record of a fenced capture dropped");
            return;
        }
        if (event.getOpened() != null) {
            opened(event.getEpoch(), event.getOpened());
        } else if (broken || event.getEpoch() > epoch) {
            return; // nothing counts before the capture has said from where it starts
        } else if (event.getBegin() != null) {
            begin(event);
        } else if (event.getEnd() != null) {
            end(event, event.getEnd());
        } else if (inTransaction) {
            inside(event);
        }
        if (!inTransaction) {
            boundaryOffset = nextOffset;
        }
    }

    private void opened(long newEpoch, Opened opened) throws IOException {
        forget();
        epoch = newEpoch;
        broken = false;
        Verdict verdict = Continuity.of(new Continuity.End(origin, lastLsn), opened);
        if (verdict instanceof Verdict.CutFirst(long lsn)) {
            cut(lsn);
            verdict = Continuity.of(new Continuity.End(origin, lastLsn), opened);
        }
        var here = new Origin(opened.getSystemIdentifier(), opened.getTimeline());
        if (verdict instanceof Verdict.BeginsAnew(String reason, boolean otherLine)) {
            seal();
            close();
            heartbeatAt = null; // another server's clock, perhaps
            gap = new Gap(database, reason, lastLsn == 0 ? null : lastLsn, here, opened.getConfirmedLsn());
            LOG.atError()
                    .addKeyValue("database", database)
                    .addKeyValue("gap", reason)
                    .log("the chain breaks here and begins anew: a new base is needed");
            chain = new Chain("", reason);
            line += otherLine ? 1 : 0;
            lastLsn = opened.getConfirmedLsn();
        } else if (lastLsn == 0) {
            lastLsn = opened.getConfirmedLsn();
        }
        origin = here;
        state.opened(newEpoch, verdict instanceof Verdict.BeginsAnew);
    }

    /** The gap that the record taken last has shown, once. */
    Optional<Gap> newGap() {
        Optional<Gap> found = Optional.ofNullable(gap);
        gap = null;
        return found;
    }

    /** What lies beyond this LSN is of a history that is not this database's any more. */
    private void cut(long lsn) throws IOException {
        seal();
        close();
        var chainThere = new CutChain(database, repository);
        List<Segment> beyond = chainThere.beyond(lsn);
        if (!beyond.isEmpty()) {
            again(beyond.getLast(), lsn);
        }
        for (Segment segment : beyond) {
            chainThere.putAside(segment);
        }
        lastLsn = Math.min(lastLsn, lsn);
        LOG.atWarn()
                .addKeyValue("database", database)
                .addKeyValue("lsn", Lsn.text(lsn))
                .addKeyValue("segments", beyond.size())
                .log("a failover: what the archive holds beyond it, the new primary never had; it is kept in lost/");
    }

    /** The beginning of a sealed segment, up to this LSN, as a segment of its own. */
    private void again(Segment segment, long until) throws IOException {
        chain = new Chain(segment.previousSha256(), segment.gapBefore());
        lastLsn = segment.firstLsn();
        new ArchiveReader(repository).read(List.of(segment), event -> {
            End end = event.getEnd();
            if (end != null && end.getLsn() > until) {
                return false;
            }
            again(event);
            return true;
        });
        forget();
        seal();
        close();
    }

    private void begin(ChangeEvent event) throws IOException {
        forget();
        inTransaction = true;
        current().add(event);
    }

    private void inside(ChangeEvent event) throws IOException {
        changesSeen++;
        Message message = event.getMessage();
        if (message == null) {
            keep = true;
        } else {
            messages.add(message);
            if (message.getPrefix().equals(DdlMessages.HEARTBEAT)) {
                return;
            }
            keep = true;
        }
        current().add(event);
    }

    private void end(ChangeEvent event, End end) throws IOException {
        if (!inTransaction
                || end.getPreviousLsn() > lastLsn
                || (end.getLsn() > lastLsn && end.getChanges() != changesSeen)) {
            forget();
            broken = true;
            throw new ChainBroken("transaction " + end.getXid() + " at " + Lsn.text(end.getLsn()) + " follows "
                    + Lsn.text(end.getPreviousLsn()) + " with " + end.getChanges()
                    + " changes, but the archive ends at "
                    + Lsn.text(lastLsn) + " and " + changesSeen + " changes came: records of the change log were lost");
        }
        if (end.getLsn() <= lastLsn) {
            dropped++;
            forget();
            return;
        }
        OpenSegment segment = current();
        segment.add(event);
        boolean marked = commit(end, keep);
        boundaryOffset = nextOffset;
        if (marked || segment.size() >= properties.sealAt().toBytes()) {
            seal();
        }
    }

    /** Whether a marker is in the transaction: somebody waits for it, here or at another instance. */
    private boolean commit(End end, boolean keepIt) throws IOException {
        Committed committed = Committed.of(end, messages);
        current().commit(committed, keepIt);
        if (!committed.ddl().isEmpty()) {
            state.schemaChanged(end.getXid());
        }
        heartbeatAt = committed.heartbeatAt() == null ? heartbeatAt : committed.heartbeatAt();
        lastLsn = end.getLsn();
        lastCommitAt = end.getCommitAt();
        done();
        return !committed.markers().isEmpty();
    }

    private void forget() throws IOException {
        OpenSegment segment = open;
        if (segment != null) {
            segment.forget();
        }
        done();
    }

    private void done() {
        changesSeen = 0;
        inTransaction = false;
        keep = false;
        messages.clear();
    }

    private OpenSegment current() throws IOException {
        OpenSegment segment = open;
        if (segment == null) {
            var begun = new OpenSegment.Begun(
                    sealedSha256, chain, line, epoch, origin, lastLsn, lastCommitAt, heartbeatAt, boundaryOffset);
            String name = String.format(Locale.ROOT, "%016x-%016x.avro", epoch, boundaryOffset);
            Optional<Path> inPlace = repository.growing(Layout.open(database) + "/" + name);
            lasting = inPlace.isPresent();
            segment = new OpenSegment(inPlace.isPresent() ? inPlace.get() : workFile(), begun, clock.instant());
            open = segment;
        }
        return segment;
    }

    private Path workFile() throws IOException {
        Files.createDirectories(properties.work());
        return Files.createTempFile(properties.work(), database + "-", ".avro");
    }

    /**
     * Seals the segment under way if it is old enough, and makes what it holds durable where it lies in the repository; call
     * it often, between records.
     */
    public void tick() throws IOException {
        OpenSegment segment = open;
        if (segment != null
                && !inTransaction
                && segment.moved()
                && Duration.between(segment.openedAt(), clock.instant()).compareTo(properties.sealAfter()) >= 0) {
            seal();
        } else if (segment != null
                && lasting
                && lastLsn != flushedLsn // another server counts anew
                && Duration.between(flushedAt, clock.instant()).compareTo(properties.flushAfter()) >= 0) {
            segment.flush();
            flushedLsn = lastLsn;
            flushedAt = clock.instant();
            state.durable(lastCommitAt, heartbeatAt);
        }
    }

    /** Seals the segment under way, durable and described; does nothing where there is nothing new. */
    private void seal() throws IOException {
        OpenSegment segment = open;
        if (segment == null || !segment.moved()) {
            return;
        }
        Segment sealed = sealSegment.seal(segment, line, new OpenSegment.Source(epoch, origin, boundaryOffset));
        segment.close();
        open = null;
        chain = new Chain(sealed.sha256(), null);
        sealedSha256 = sealed.sha256();
        flushedLsn = lastLsn;
        state.sealed(sealed);
        LOG.atDebug()
                .addKeyValue("database", database)
                .addKeyValue("segment", sealed.file())
                .addKeyValue("transactions", sealed.transactions())
                .log("segment sealed");
    }

    /** Ends it. What was under way and lies in the repository stays there for the next: see {@link #adopt}. */
    @Override
    public void close() throws IOException {
        OpenSegment segment = open;
        open = null;
        if (segment != null && lasting && segment.moved()) {
            segment.leave();
        } else if (segment != null) {
            segment.close();
        }
    }

    /** The change log lacks records: the capture must start again from its slot. */
    public static final class ChainBroken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChainBroken(String message) {
            super(message);
        }
    }
}
