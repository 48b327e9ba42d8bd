package io.chronoops.backup.full;

import io.chronoops.backup.codec.BlockCompression;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
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
                for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                    throttle.pass(row.length);
                    compressed.write(row);
                    digest.add(row);
                    textBytes += row.length;
                }
            } catch (OutOfMemoryError e) {
                throw tooLarge(chunk.table(), e);
            } finally {
                if (out.isActive()) {
                    out.cancelCopy();
                }
            }
            compressed.close();
            FileEntry entry = file.commit();
            FaultPoint.reached("backup.after-chunk");
            return new Copied(chunk, entry, digest, textBytes);
        }
    }

    /** The driver takes a row whole: one that does not fit is refused, and the service lives on. */
    private static OperationFailed tooLarge(SourceTable table, OutOfMemoryError e) {
        return new OperationFailed(
                Reason.TOO_LARGE,
                "a row of " + table.schema() + "." + table.name() + " does not fit into this service's memory ("
                        + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB of heap)",
                "start backup-service with -Xmx of 256 MB plus twice the largest row's text, then try again",
                e);
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
