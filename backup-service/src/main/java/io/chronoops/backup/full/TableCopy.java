package io.chronoops.backup.full;

import io.chronoops.backup.codec.BlockCompression;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Copies chunks of tables: whole small ones, page ranges of large ones, each into one compressed file. */
final class TableCopy {
    private static final long PAGES = 8192;

    private final Repository repository;
    private final String folder;
    private final BlockCompression compression;
    private final Throttle throttle;
    private final RowLimit rows = RowLimit.ofThisHeap();

    TableCopy(Repository repository, String folder, BlockCompression compression, Throttle throttle) {
        this.repository = repository;
        this.folder = folder;
        this.compression = compression;
        this.throttle = throttle;
    }

    /** A part of a table: all of it where to and from are 0; the last part of a large one is open-ended (to = 0). */
    record Chunk(SourceTable table, int number, long from, long to) {
        /** Pages it is expected to read. */
        long weight() {
            return to > 0 ? to - from : Math.max(1, table.pages() - from);
        }
    }

    /** What a chunk became. */
    record Copied(Chunk chunk, FileEntry file, RowDigest digest, long textBytes) {}

    /** The chunks of these tables, largest first. */
    static List<Chunk> plan(List<SourceTable> tables) {
        List<Chunk> chunks = new ArrayList<>();
        for (SourceTable table : tables) {
            int number = 1;
            long from = 0;
            while (table.pages() - from > PAGES + PAGES / 2) {
                chunks.add(new Chunk(table, number++, from, from + PAGES));
                from += PAGES;
            }
            chunks.add(new Chunk(table, number, from, 0));
        }
        chunks.sort(java.util.Comparator.comparingLong(Chunk::weight).reversed());
        return chunks;
    }

    /**
     * Copies one. The driver takes a row whole; of those here one alone is held at a time.
     *
     * @throws OutOfMemoryError for a row that does not fit beside what others hold just now; the session is lost then
     */
    Copied copy(Connection session, Chunk chunk) throws SQLException, IOException {
        String path =
                "data/" + Layout.table(chunk.table().schema(), chunk.table().name()) + "/"
                        + String.format(Locale.ROOT, "%04d", chunk.number())
                        + compression.codec().ending();
        var digest = new RowDigest();
        long textBytes = 0;
        try (var file = new HashedFile(repository, folder, path);
                var compressed = compression.open(file)) {
            CopyOut out = session.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(chunk));
            try {
                byte[] row = out.readFromCopy();
                while (row != null) {
                    rows.refuseTooLarge(chunk.table(), row.length);
                    throttle.pass(row.length);
                    compressed.write(row);
                    digest.add(row);
                    textBytes += row.length;
                    row = null; // the next one is made before this name would let go of it
                    row = out.readFromCopy();
                }
            } catch (OutOfMemoryError | OperationFailed e) { // the rest of the row, or more such rows, is still to come
                session.abort(Runnable::run);
                throw e;
            } finally {
                if (!session.isClosed() && out.isActive()) {
                    out.cancelCopy();
                }
            }
            compressed.close();
            FileEntry entry = file.commit();
            FaultPoint.reached("backup.after-chunk");
            return new Copied(chunk, entry, digest, textBytes);
        }
    }

    static String sql(Chunk chunk) {
        SourceTable table = chunk.table();
        String columns = table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", "));
        String range = "";
        if (chunk.from() > 0 || chunk.to() > 0) {
            range = " WHERE ctid >= '(" + chunk.from() + ",0)'::tid"
                    + (chunk.to() > 0 ? " AND ctid < '(" + chunk.to() + ",0)'::tid" : "");
        }
        return "COPY (SELECT " + columns + " FROM ONLY " + table.quoted() + range + ") TO STDOUT";
    }
}
