package io.chronoops.backup.schema;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.TakeBase;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.topics.Uuid7;
import java.io.IOException;
import java.util.List;

/** Reads schemas into the repository. */
public final class SchemaReader implements FollowSchema.ReadSchema {
    private final TakeBase takeBase;
    private final KnownSchemas known;
    private final Segments segments;

    /** Through these. */
    public SchemaReader(TakeBase takeBase, KnownSchemas known, Segments segments) {
        this.takeBase = takeBase;
        this.known = known;
        this.segments = segments;
    }

    @Override
    public Manifest read(Database database) throws IOException {
        String id = Uuid7.next();
        return takeBase.takeSchema(database, id, new Unwatched(id));
    }

    @Override
    public List<Manifest> known(String database) throws IOException {
        return known.of(database);
    }

    @Override
    public List<Segment> log(String database) throws IOException {
        return segments.of(database);
    }

    /** Nobody asked for it, nobody looks on. */
    private record Unwatched(String operationId) implements OperationRun {
        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void progress(String step, long done, long total, String unit) {
            // takes a moment
        }

        @Override
        public void stopIfCancelled() {
            // nobody knows of it
        }

        @Override
        public boolean isNewest() {
            return true;
        }
    }
}
