package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Segment.RestorePoint;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.repository.Json;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.topics.ChangeEventWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * The segment under way, in a file of its own: what counts in it are whole transactions. The transaction under way waits in
 * memory; a large one is written through and cut off again if it turns out void.
 */
final class OpenSegment implements AutoCloseable {
    /** Its head says what it begins with: whoever finds it after a crash can go on. */
    static final String BEGUN = "chronoops.begun";

    /** Bytes of the transaction under way that wait for its end. */
    private static final int IN_MEMORY = 512 << 10;

    /** Below this many bytes between two flushes, blocks are too small to compress well. */
    private static final int SMALL = 32 << 10;

    private static final int ZSTD = 3;

    private final Path file;
    private final Begun begun;
    private final Instant openedAt;
    private final EncodedEvents pending = new EncodedEvents();
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
    private boolean written;
    private int flushes;

    OpenSegment(Path file, Begun begun, Instant openedAt) throws IOException {
        this.file = file;
        this.begun = begun;
        this.lastLsn = begun.firstLsn();
        this.lastCommitAt = begun.lastCommitAt();
        this.heartbeatAt = begun.heartbeatAt();
        this.openedAt = openedAt;
        this.writer = newWriter(begun).create(ChangeEvent.SCHEMA$, file.toFile());
    }

    private static DataFileWriter<ChangeEvent> newWriter(Begun begun) {
        return newWriter().setMeta(BEGUN, Json.bytes(begun));
    }

    private static DataFileWriter<ChangeEvent> newWriter() {
        return new DataFileWriter<>(new ChangeEventWriter()).setCodec(CodecFactory.zstandardCodec(ZSTD));
    }

    /** Adds an event of the transaction under way. */
    void add(ChangeEvent event) throws IOException {
        pending.add(event);
        pendingTables.take(event);
        if (pending.bytes() > IN_MEMORY) {
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
        written |= pending.bytes() > 0;
        pending.moveTo(writer);
    }

    /** Makes what has committed durable in the file; a transaction under way may stand behind it, without its end. */
    void flush() throws IOException {
        if (written) {
            writer.fSync();
            if (flushes++ == 0) {
                syncFolder();
            }
            written = false;
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Writes all of it to the file and closes it; what was flushed in many small parts is written anew in large ones. */
    Path finish() throws IOException {
        writer.close();
        if (flushes > 1 && Files.size(file) / flushes < SMALL) {
            Path whole = file.resolveSibling(file.getFileName() + ".partial");
            try (var parts = new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(ChangeEvent.class));
                    var large = newWriter(begun).create(ChangeEvent.SCHEMA$, whole.toFile())) {
                while (parts.hasNext()) {
                    large.append(parts.next());
                }
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    Segment describe(String path, Source source, Stored stored) {
        return new Segment(
                path,
                source.epoch(),
                begun.firstLsn(),
                lastLsn,
                lastCommitAt,
                transactions == 0 ? 0 : minXid,
                maxXid,
                transactions,
                changes,
                stored.bytes(),
                stored.sha256(),
                begun.chain().sha256(),
                source.nextOffset(),
                stored.at(),
                begun.chain().gap(),
                List.copyOf(ddl),
                Map.copyOf(sequences),
                tables.byTable(),
                List.copyOf(marks),
                heartbeatAt,
                source.origin(),
                Set.copyOf(markers));
    }

    boolean moved() {
        return lastLsn > begun.firstLsn();
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

    /** Ends it, and leaves the file to whoever goes on. */
    void leave() throws IOException {
        writer.close();
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(file);
    }

    /**
     * What a segment begins with.
     *
     * @param after hash of the segment sealed before it, also where a gap lies between; empty: it is the first
     * @param offset of the log, from which it comes
     */
    record Begun(
            String after,
            Chain chain,
            int line,
            long epoch,
            @Nullable Origin origin,
            long firstLsn,
            Instant lastCommitAt,
            @Nullable Instant heartbeatAt,
            long offset) {}

    /** Where a segment comes from, and from which offset of the log what follows it does. */
    record Source(long epoch, @Nullable Origin origin, long nextOffset) {}

    /** What became of its bytes. */
    record Stored(String sha256, long bytes, Instant at) {}

    /** What a segment is chained to. */
    record Chain(String sha256, @Nullable String gap) {}
}
