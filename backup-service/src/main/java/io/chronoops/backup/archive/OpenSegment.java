package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Segment.RestorePoint;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * The segment under way, in a work file: holds whole transactions only. The transaction under way waits in memory; a large
 * one is written through and cut off again if it turns out void.
 */
final class OpenSegment implements AutoCloseable {
    private static final int IN_MEMORY = 5_000;
    private static final int ZSTD = 3;

    private final Path file;
    private final long firstLsn;
    private final Instant openedAt;
    private final List<ChangeEvent> pending = new ArrayList<>();
    private final List<SchemaChange> ddl = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<RestorePoint> marks = new ArrayList<>();
    private final Set<String> markers = new HashSet<>();
    private final TableTally tables = new TableTally();
    private final TableTally pendingTables = new TableTally();
    private DataFileWriter<ChangeEvent> writer;
    /** Where the writer began to append: it counts its position from there. */
    private long appendedAt;

    private long cutAt = -1;
    private long lastLsn;
    private Instant lastCommitAt;
    private @Nullable Instant heartbeatAt;
    private long minXid = Long.MAX_VALUE;
    private long maxXid;
    private long transactions;
    private long changes;

    OpenSegment(Path file, long firstLsn, Instant lastCommitAt, @Nullable Instant heartbeatAt, Instant openedAt)
            throws IOException {
        this.file = file;
        this.firstLsn = firstLsn;
        this.lastLsn = firstLsn;
        this.lastCommitAt = lastCommitAt;
        this.heartbeatAt = heartbeatAt;
        this.openedAt = openedAt;
        this.writer = newWriter().create(ChangeEvent.SCHEMA$, file.toFile());
    }

    private static DataFileWriter<ChangeEvent> newWriter() {
        return new DataFileWriter<>(new SpecificDatumWriter<>(ChangeEvent.class))
                .setCodec(CodecFactory.zstandardCodec(ZSTD));
    }

    /** Adds an event of the transaction under way. */
    void add(ChangeEvent event) throws IOException {
        pending.add(event);
        pendingTables.take(event);
        if (pending.size() > IN_MEMORY) {
            if (cutAt < 0) {
                cutAt = appendedAt + writer.sync();
            }
            writePending();
        }
    }

    /** The transaction under way is void: forgets it. */
    void forget() throws IOException {
        pending.clear();
        pendingTables.clear();
        if (cutAt >= 0) {
            writer.close();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(cutAt);
            }
            writer = newWriter().appendTo(file.toFile());
            appendedAt = cutAt;
            cutAt = -1;
        }
    }

    /** The transaction under way has committed. keep: it holds more than heartbeats. */
    void commit(Committed end, boolean keep) throws IOException {
        if (keep) {
            writePending();
            transactions++;
            changes += end.changes();
            minXid = Math.min(minXid, end.xid());
            maxXid = Math.max(maxXid, end.xid());
            tables.add(pendingTables);
        }
        pendingTables.clear();
        pending.clear();
        cutAt = -1;
        lastLsn = end.lsn();
        lastCommitAt = end.at();
        ddl.addAll(end.ddl());
        sequences.putAll(end.sequences());
        marks.addAll(end.marks());
        if (end.heartbeatAt() != null) {
            heartbeatAt = end.heartbeatAt();
        }
        markers.addAll(end.markers());
    }

    private void writePending() throws IOException {
        for (ChangeEvent event : pending) {
            writer.append(event);
        }
        pending.clear();
    }

    /** Flushes all of it to the work file and closes it. */
    Path finish() throws IOException {
        writer.close();
        return file;
    }

    Segment describe(String path, Source source, Stored stored, Chain before) {
        return new Segment(
                path,
                source.epoch(),
                firstLsn,
                lastLsn,
                lastCommitAt,
                transactions == 0 ? 0 : minXid,
                maxXid,
                transactions,
                changes,
                stored.bytes(),
                stored.sha256(),
                before.sha256(),
                source.nextOffset(),
                stored.at(),
                before.gap(),
                List.copyOf(ddl),
                Map.copyOf(sequences),
                tables.byTable(),
                List.copyOf(marks),
                heartbeatAt,
                source.origin(),
                Set.copyOf(markers));
    }

    boolean moved() {
        return lastLsn > firstLsn;
    }

    long lastLsn() {
        return lastLsn;
    }

    Instant lastCommitAt() {
        return lastCommitAt;
    }

    Instant openedAt() {
        return openedAt;
    }

    long size() throws IOException {
        return Files.size(file);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(file);
    }

    /** What a transaction's end says, with what was seen in it. */
    record Committed(
            long xid,
            long lsn,
            Instant at,
            long changes,
            List<SchemaChange> ddl,
            Map<String, Long> sequences,
            List<RestorePoint> marks,
            @Nullable Instant heartbeatAt,
            Set<String> markers) {
        static Committed of(End end, List<Message> messages) {
            List<SchemaChange> ddl = new ArrayList<>();
            Map<String, Long> sequences = new HashMap<>();
            List<RestorePoint> marks = new ArrayList<>();
            Instant beat = null;
            Set<String> markers = new HashSet<>();
            for (Message message : messages) {
                switch (message.getPrefix()) {
                    case DdlMessages.DDL ->
                        ddl.addAll(DdlMessages.changes(
                                message.getContent(), end.getLsn(), end.getXid(), end.getCommitAt()));
                    case DdlMessages.HEARTBEAT -> {
                        sequences.putAll(DdlMessages.sequences(message.getContent()));
                        beat = HeartbeatTime.of(message.getContent()).orElse(beat);
                    }
                    case MarkMessage.PREFIX ->
                        MarkMessage.read(message.getContent())
                                .map(mark -> mark.at(end.getXid(), end.getLsn(), end.getCommitAt()))
                                .ifPresent(marks::add);
                    case DdlMessages.MARKER -> markers.add(message.getContent());
                    default -> {}
                }
            }
            return new Committed(
                    end.getXid(),
                    end.getLsn(),
                    end.getCommitAt(),
                    end.getChanges(),
                    ddl,
                    sequences,
                    marks,
                    beat,
                    markers);
        }
    }

    /** Where a segment comes from, and from which offset of the log what follows it does. */
    record Source(long epoch, @Nullable Origin origin, long nextOffset) {}

    /** What became of its bytes. */
    record Stored(String sha256, long bytes, Instant at) {}

    /** What a segment is chained to. */
    record Chain(String sha256, @Nullable String gap) {}
}
