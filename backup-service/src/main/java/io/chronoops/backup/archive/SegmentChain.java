package io.chronoops.backup.archive;

import io.chronoops.backup.archive.OpenSegment.Chain;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
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

/** The end of a database's chain: what was sealed last, and the segment under way behind it. Not thread-safe. */
final class SegmentChain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentChain.class);

    private final String database;
    private final Repository repository;
    private final ArchiveProperties properties;
    private final ArchiveState state;
    private final Clock clock;
    private final SealSegment sealSegment;
    private final List<Message> messages = new ArrayList<>();
    /** Whether the transaction under way has more than heartbeats. */
    private boolean keep;

    private @Nullable OpenSegment open;
    /** Whether it lies in the repository, so that it outlives this object. */
    private boolean lasting;

    private Chain chain = new Chain("", null);
    /** Of the segment sealed last. */
    private String sealedSha256 = "";

    private int line;
    private long epoch;
    private @Nullable Origin origin;
    private long lastLsn;
    private Instant lastCommitAt = Instant.EPOCH;
    private @Nullable Instant heartbeatAt;
    private long offset;
    private Instant flushedAt = Instant.EPOCH;
    private long flushedLsn;

    /** Goes on after the newest sealed segment, or begins a chain. */
    SegmentChain(
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
        if (newest != null) {
            sealedSha256 = newest.sha256();
            chain = new Chain(newest.sha256(), null);
            line = SegmentFile.line(newest.file());
            epoch = newest.epoch();
            origin = newest.origin();
            lastLsn = newest.lastLsn();
            lastCommitAt = newest.lastCommitAt();
            heartbeatAt = newest.heartbeatAt();
            offset = newest.nextOffset();
            state.sealed(newest);
        }
    }

    /** Of the capture whose records it takes. */
    long epoch() {
        return epoch;
    }

    /** Commit LSN of its last transaction; 0: there is none. */
    long lastLsn() {
        return lastLsn;
    }

    /** What it ends with. */
    Continuity.End end() {
        return new Continuity.End(origin, lastLsn);
    }

    /** Of the log, from which the transaction that comes next does. */
    long offset() {
        return offset;
    }

    /** All before this offset of the log has been taken. */
    void isAt(long next) {
        offset = next;
    }

    /** The records of this capture come next. */
    void follows(long newEpoch) {
        epoch = newEpoch;
    }

    /** They come from this server, and the first is what it has behind this LSN. */
    void follows(Origin server, long lsn) {
        origin = server;
        lastLsn = lastLsn == 0 ? lsn : lastLsn;
    }

    /** What comes next does not go on here: it begins a chain of its own behind this LSN, in LSNs of another line or not. */
    void breaks(String reason, boolean otherLine, long lsn) throws IOException {
        seal();
        close();
        heartbeatAt = null; // another server's clock, perhaps
        chain = new Chain("", reason);
        line += otherLine ? 1 : 0;
        lastLsn = lsn;
    }

    /**
     * Seals what an archiver before this one left on disk: all of it that is whole. What the log still has of it comes again
     * and is dropped.
     */
    void adopt() throws IOException {
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
            offset = begun.offset();
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

    /** What lies beyond this LSN is of a history that is not this database's any more. */
    void cut(long lsn) throws IOException {
        seal();
        close();
        var there = new CutChain(database, repository);
        List<Segment> beyond = there.beyond(lsn);
        if (!beyond.isEmpty()) {
            again(beyond.getLast(), lsn);
        }
        for (Segment segment : beyond) {
            there.putAside(segment);
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

    /** An event that was in a segment before goes into the one under way, as it is. */
    private void again(ChangeEvent event) throws IOException {
        if (event.getBegin() != null) {
            forget();
        }
        add(event);
        if (event.getEnd() != null) {
            commit(event.getEnd());
        }
    }

    /** Adds an event of the transaction under way, its begin and its end too. */
    void add(ChangeEvent event) throws IOException {
        Message message = event.getMessage();
        if (message != null) {
            messages.add(message);
            if (message.getPrefix().equals(DdlMessages.HEARTBEAT)) {
                return; // told by the segment's description
            }
        }
        keep |= event.getBegin() == null && event.getEnd() == null;
        current().add(event);
    }

    /** The transaction under way has committed. True: a marker is in it, somebody waits for it, here or at another instance. */
    boolean commit(End end) throws IOException {
        Committed committed = Committed.of(end, messages);
        current().commit(committed, keep);
        if (!committed.ddl().isEmpty()) {
            state.schemaChanged(end.getXid());
        }
        heartbeatAt = committed.heartbeatAt() == null ? heartbeatAt : committed.heartbeatAt();
        lastLsn = end.getLsn();
        lastCommitAt = end.getCommitAt();
        over();
        return !committed.markers().isEmpty();
    }

    /** The transaction under way is void. */
    void forget() throws IOException {
        OpenSegment segment = open;
        if (segment != null) {
            segment.forget();
        }
        over();
    }

    private void over() {
        keep = false;
        messages.clear();
    }

    private OpenSegment current() throws IOException {
        OpenSegment segment = open;
        if (segment == null) {
            var begun = new OpenSegment.Begun(
                    sealedSha256, chain, line, epoch, origin, lastLsn, lastCommitAt, heartbeatAt, offset);
            String name = String.format(Locale.ROOT, "%016x-%016x.avro", epoch, offset);
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

    /** Whether the segment under way has its size. */
    boolean isFull() throws IOException {
        OpenSegment segment = open;
        return segment != null && segment.size() >= properties.sealAt().toBytes();
    }

    /** Between transactions: seals the segment under way if it is old enough, or makes durable what it holds. */
    void tick() throws IOException {
        OpenSegment segment = open;
        if (segment != null && segment.moved() && isPast(segment.openedAt(), properties.sealAfter())) {
            seal();
        } else {
            flush();
        }
    }

    /** Makes what has committed durable where it lies in the repository, if it is time to. */
    void flush() throws IOException {
        OpenSegment segment = open;
        if (segment != null
                && lasting
                && lastLsn != flushedLsn // another server counts anew
                && isPast(flushedAt, properties.flushAfter())) {
            segment.flush();
            flushedLsn = lastLsn;
            flushedAt = clock.instant();
            state.durable(lastCommitAt, heartbeatAt);
        }
    }

    private boolean isPast(Instant since, Duration age) {
        return Duration.between(since, clock.instant()).compareTo(age) >= 0;
    }

    /** Seals the segment under way, durable and described; does nothing where there is nothing new. */
    void seal() throws IOException {
        OpenSegment segment = open;
        if (segment == null || !segment.moved()) {
            return;
        }
        Segment sealed = sealSegment.seal(segment, line, new OpenSegment.Source(epoch, origin, offset));
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
}
