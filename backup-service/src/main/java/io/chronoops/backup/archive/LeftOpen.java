package io.chronoops.backup.archive;

import io.chronoops.backup.archive.OpenSegment.Begun;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.ChangeEvent;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment under way that an archiver left on disk when it ended, whole or torn at its end. */
final class LeftOpen {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOpen.class);

    private final Repository repository;
    private final String folder;

    LeftOpen(String database, Repository repository) {
        this.repository = repository;
        this.folder = Layout.open(database);
    }

    /** One of them. */
    record Left(String path, Begun begun) {}

    /** The one that goes on after the sealed segment of this hash, of the newest capture where there are several. */
    Optional<Left> after(String sha256) throws IOException {
        for (String path : repository.list(folder).reversed()) {
            Optional<Begun> begun = begun(path);
            if (begun.isPresent() && begun.get().after().equals(sha256)) {
                return Optional.of(new Left(path, begun.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Begun> begun(String path) throws IOException {
        try (var events = stream(path)) {
            byte[] meta = events.getMeta(OpenSegment.BEGUN);
            return meta == null ? Optional.empty() : Optional.of(Json.of(path, meta, Begun.class));
        } catch (IOException e) {
            LOG.atInfo().addKeyValue("file", path).setCause(e).log("a segment under way was not begun, left out");
            return Optional.empty();
        }
    }

    /** Its events, in order, up to where it is torn: the last transaction may lack its end. */
    void read(Left left, Events taker) throws IOException {
        try (var events = stream(left.path())) {
            while (events.hasNext()) {
                taker.take(events.next());
            }
        } catch (AvroRuntimeException e) {
            LOG.atInfo()
                    .addKeyValue("file", left.path())
                    .addKeyValue("torn", e.getMessage())
                    .log("it ends in a torn block");
        }
    }

    private DataFileStream<ChangeEvent> stream(String path) throws IOException {
        return new DataFileStream<>(repository.open(path), new SpecificDatumReader<>(ChangeEvent.class));
    }

    /** Removes all of them. */
    void clear() throws IOException {
        repository.delete(folder);
    }

    /** Takes events. */
    interface Events {
        /** Takes the next. */
        void take(ChangeEvent event) throws IOException;
    }
}
