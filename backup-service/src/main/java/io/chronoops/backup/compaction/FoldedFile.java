package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.TableTally;
import io.chronoops.backup.neteffect.AsChanges;
import io.chronoops.backup.neteffect.FoldLog;
import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.topics.ChangeEventWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;

/** The net effect of a part of the log, as it is written: one transaction under the xid of its first. */
final class FoldedFile {
    private static final int ZSTD = 3;
    /** Bytes of a block before it is compressed: larger ones compress better. */
    private static final int BLOCK = 1 << 18;

    private final String file;
    private final List<Segment> segments;
    private final LongPredicate leftOut;
    private final Hashed hashed;
    private final DataFileWriter<ChangeEvent> writer;
    private final FoldLog fold = new FoldLog();
    private final TableTally tables = new TableTally();
    private final AsChanges asChanges;
    private boolean skipping;
    private boolean begun;
    private long firstXid;
    private long minXid = Long.MAX_VALUE;
    private long maxXid;
    private long changes;

    /** leftOut: whether a transaction is none of it, by its xid. */
    FoldedFile(String file, List<Segment> segments, LongPredicate leftOut, OutputStream out) throws IOException {
        this.file = file;
        this.segments = segments;
        this.leftOut = leftOut;
        this.hashed = new Hashed(out);
        this.writer = new DataFileWriter<>(new ChangeEventWriter())
                .setCodec(CodecFactory.zstandardCodec(ZSTD))
                .setSyncInterval(BLOCK)
                .create(ChangeEvent.SCHEMA$, hashed);
        this.asChanges = new AsChanges(epoch(), this::append);
    }

    private long epoch() {
        return segments.isEmpty() ? 0 : segments.getLast().epoch();
    }

    void take(ChangeEvent event) {
        if (event.getBegin() != null) {
            long xid = event.getBegin().getXid();
            skipping = leftOut.test(xid);
            if (!skipping) {
                firstXid = minXid == Long.MAX_VALUE ? xid : firstXid;
                minXid = Math.min(minXid, xid);
                maxXid = Math.max(maxXid, xid);
            }
        } else if (!skipping && event.getRow() != null) {
            fold.take(event.getRow());
            changes++;
        } else if (!skipping && event.getTruncate() != null) {
            fold.truncate(event.getTruncate().getSchema$(), event.getTruncate().getTable());
            changes++;
        }
    }

    /** About how much heap it takes. */
    long bytes() {
        return fold.bytes();
    }

    /** Changes folded so far. */
    long changes() {
        return changes;
    }

    /** Writes what it holds, to have room for more. */
    void cut() throws IOException {
        fold.handOver(asChanges);
    }

    private void append(ChangeEvent event) throws IOException {
        if (!begun) {
            writer.append(ChangeEvent.newBuilder()
                    .setEpoch(event.getEpoch())
                    .setBegin(new Begin(firstXid))
                    .build());
            begun = true;
        }
        tables.take(event);
        writer.append(event);
    }

    /** Writes the rest and says what it is. */
    Segment finish(Instant now) throws IOException {
        cut();
        Segment first = segments.getFirst();
        Segment last = segments.getLast();
        if (begun) {
            writer.append(ChangeEvent.newBuilder()
                    .setEpoch(epoch())
                    .setEnd(new End(
                            firstXid, last.lastLsn(), last.lastCommitAt(), asChanges.written(), first.firstLsn()))
                    .build());
        }
        writer.flush();
        Map<String, Long> sequences = new HashMap<>();
        segments.forEach(segment -> sequences.putAll(segment.sequences()));
        return new Segment(
                file,
                epoch(),
                first.firstLsn(),
                last.lastLsn(),
                last.lastCommitAt(),
                maxXid == 0 ? 0 : minXid,
                maxXid,
                begun ? 1 : 0,
                asChanges.written(),
                hashed.bytes,
                HexFormat.of().formatHex(hashed.sha256.digest()),
                "",
                last.nextOffset(),
                now,
                null,
                List.of(),
                sequences,
                tables.byTable(),
                null,
                null,
                null,
                Set.of());
    }

    /** Counts and hashes what goes through. */
    private static final class Hashed extends FilterOutputStream {
        private final MessageDigest sha256;
        private long bytes;

        Hashed(OutputStream out) {
            super(out);
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            sha256.update(some, from, length);
            bytes += length;
        }
    }
}
