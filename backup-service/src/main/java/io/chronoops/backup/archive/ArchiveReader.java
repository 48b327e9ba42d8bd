package io.chronoops.backup.archive;

import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads segments from the repository, checking each against its hash while reading it. */
public final class ArchiveReader {
    private final Repository repository;

    /** Of this repository. */
    public ArchiveReader(Repository repository) {
        this.repository = repository;
    }

    /** Hands over every event of these segments, in order, until the reader has enough. */
    public void read(List<Segment> segments, EventReader reader) throws IOException {
        for (Segment segment : segments) {
            if (!read(segment, reader)) {
                return;
            }
        }
    }

    private boolean read(Segment segment, EventReader reader) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(repository.open(segment.file()), sha256);
                var events = new DataFileStream<>(in, new SpecificDatumReader<>(ChangeEvent.class))) {
            while (events.hasNext()) {
                if (!reader.take(events.next())) {
                    return false;
                }
            }
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (AvroRuntimeException | IOException e) {
            Optional<RepositoryFailed> unread = RepositoryFailed.unread(e);
            if (unread.isPresent()) {
                throw unread.get();
            }
            throw damaged(segment, String.valueOf(e.getMessage()), e);
        }
        if (!HexFormat.of().formatHex(sha256.digest()).equals(segment.sha256())) {
            throw damaged(segment, "its SHA-256 is not the recorded one", null);
        }
        return true;
    }

    private OperationFailed damaged(Segment segment, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new OperationFailed(
                Reason.CORRUPT,
                "segment " + segment.file() + " in " + repository.location() + " is damaged: " + why,
                segment.file().contains(Layout.compacted(""))
                        ? "remove it and the .json beside it: the segments that it was made from are there and are read then"
                        : "restore to a moment before it, or bring the file back from a copy of the repository",
                cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes events one by one. */
    public interface EventReader {
        /** Takes the next; false: it has enough. */
        boolean take(ChangeEvent event) throws IOException;
    }
}
