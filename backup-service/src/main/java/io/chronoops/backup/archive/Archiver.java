package io.chronoops.backup.archive;

import io.chronoops.backup.archive.OpenSegment.Chain;
import io.chronoops.backup.archive.OpenSegment.Committed;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private final List<Message> messages = new ArrayList<>();
    private final Set<String> markers = new HashSet<>();
    private @Nullable OpenSegment open;
    private Chain chain = new Chain("", null);
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
        if (newest != null) {
            chain = new Chain(newest.sha256(), null);
            epoch = newest.epoch();
            lastLsn = newest.lastLsn();
            lastCommitAt = newest.lastCommitAt();
            heartbeatAt = newest.heartbeatAt();
            nextOffset = newest.nextOffset();
            boundaryOffset = nextOffset;
            state.sealed(newest, Set.of());
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
        if (lastLsn == 0) {
            lastLsn = opened.getConfirmedLsn();
        } else if (opened.getConfirmedLsn() > lastLsn) {
            seal();
            chain = new Chain(
                    "",
                    "the slot " + opened.getSlot() + " stood at " + Lsn.text(opened.getConfirmedLsn())
                            + ", beyond the archive's end " + Lsn.text(lastLsn)
                            + ": it was made anew, as when the database is replaced, or dropped or advanced by someone else");
            LOG.atError()
                    .addKeyValue("database", database)
                    .addKeyValue("gap", chain.gap())
                    .log("the chain breaks here, take a new base");
            lastLsn = opened.getConfirmedLsn();
            heartbeatAt = null; // another server's clock, perhaps
            close();
        }
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
        Committed committed = committed(end);
        segment.commit(committed, keep);
        heartbeatAt = committed.heartbeatAt() == null ? heartbeatAt : committed.heartbeatAt();
        lastLsn = end.getLsn();
        lastCommitAt = end.getCommitAt();
        boolean marked = messages.stream().anyMatch(this::isMarker);
        done();
        boundaryOffset = nextOffset;
        if (marked || segment.size() >= properties.sealAt().toBytes()) {
            seal();
        }
    }

    private Committed committed(End end) {
        List<SchemaChange> ddl = new ArrayList<>();
        Map<String, Long> sequences = new HashMap<>();
        Instant beat = null;
        for (Message message : messages) {
            switch (message.getPrefix()) {
                case DdlMessages.DDL ->
                    ddl.addAll(
                            DdlMessages.changes(message.getContent(), end.getLsn(), end.getXid(), end.getCommitAt()));
                case DdlMessages.HEARTBEAT -> {
                    sequences.putAll(DdlMessages.sequences(message.getContent()));
                    beat = HeartbeatTime.of(message.getContent()).orElse(beat);
                }
                default -> {}
            }
        }
        return new Committed(end.getXid(), end.getLsn(), end.getCommitAt(), end.getChanges(), ddl, sequences, beat);
    }

    private boolean isMarker(Message message) {
        if (!message.getPrefix().equals(DdlMessages.MARKER)) {
            return false;
        }
        markers.add(message.getContent());
        return state.isExpected(message.getContent());
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
            Files.createDirectories(properties.work());
            Path file = Files.createTempFile(properties.work(), database + "-", ".avro");
            segment = new OpenSegment(file, lastLsn, lastCommitAt, heartbeatAt, clock.instant());
            open = segment;
        }
        return segment;
    }

    /** Seals the segment under way if it is old enough; call it often, between records. */
    public void tick() throws IOException {
        OpenSegment segment = open;
        if (segment != null
                && !inTransaction
                && segment.moved()
                && Duration.between(segment.openedAt(), clock.instant()).compareTo(properties.sealAfter()) >= 0) {
            seal();
        }
    }

    /** Seals the segment under way, durable and described; does nothing where there is nothing new. */
    private void seal() throws IOException {
        OpenSegment segment = open;
        if (segment == null || !segment.moved()) {
            return;
        }
        Path file = segment.finish();
        String path = Layout.segments(database) + "/" + String.format(Locale.ROOT, "%016x.avro", segment.lastLsn());
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256);
                var stored = repository.create(path)) {
            in.transferTo(stored);
            stored.commit();
        }
        Segment sealed = segment.describe(
                path,
                epoch,
                HexFormat.of().formatHex(sha256.digest()),
                Files.size(file),
                chain,
                boundaryOffset,
                clock.instant());
        Json.put(repository, Segments.description(path), sealed);
        segment.close();
        open = null;
        chain = new Chain(sealed.sha256(), null);
        state.sealed(sealed, Set.copyOf(markers));
        markers.clear();
        LOG.atDebug()
                .addKeyValue("database", database)
                .addKeyValue("segment", path)
                .addKeyValue("transactions", sealed.transactions())
                .log("segment sealed");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        OpenSegment segment = open;
        if (segment != null) {
            segment.close();
            open = null;
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
