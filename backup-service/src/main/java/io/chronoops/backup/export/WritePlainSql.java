package io.chronoops.backup.export;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.SequenceEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.full.RecordedFile;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes a backup as SQL with its rows between: what psql alone reads into an empty database. */
final class WritePlainSql {
    private final Repository repository;
    private final Manifest manifest;
    private final String folder;

    WritePlainSql(Repository repository, Manifest manifest) {
        this.repository = repository;
        this.manifest = manifest;
        this.folder = Layout.backup(manifest.database(), manifest.id());
    }

    void write(OutputStream out, OperationRun run) throws IOException {
        line(out, "-- " + manifest.database() + " as of " + manifest.takenAt() + ", backup " + manifest.id());
        line(out, "-- createdb -T template0 NEW && gunzip -c FILE | psql -v ON_ERROR_STOP=1 NEW");
        script(out, "pre-data.sql");
        line(out, "SET client_encoding = 'UTF8'; SET row_security = off;");
        long done = 0;
        for (TableEntry table : manifest.tables()) {
            line(out, "COPY " + name(table) + " FROM stdin;");
            for (FileEntry chunk : table.chunks()) {
                run.stopIfCancelled();
                RecordedFile.read(repository, folder, chunk, rows -> rows.transferTo(out));
                done += chunk.bytes();
                run.progress("writing rows", done, manifest.storedBytes(), "bytes");
            }
            line(out, "\\.");
        }
        script(out, "post-data.sql");
        for (SequenceEntry sequence : manifest.sequences()) {
            line(
                    out,
                    "SELECT pg_catalog.setval("
                            + Identifier.literal(Identifier.quote(sequence.schema(), sequence.name())) + ", "
                            + sequence.lastValue() + ", " + sequence.called() + ");");
        }
        for (String view : manifest.materializedViews()) {
            line(out, "REFRESH MATERIALIZED VIEW " + view + ";");
        }
        line(out, "-- end of backup " + manifest.id()); // a file cut between two blocks of gzip would not tell
    }

    private static String name(TableEntry table) {
        return Identifier.quote(table.schema(), table.name())
                + (table.columns().isEmpty()
                        ? ""
                        : table.columns().stream().map(Identifier::quote).collect(Collectors.joining(", ", " (", ")")));
    }

    private void script(OutputStream out, String name) throws IOException {
        for (FileEntry file : manifest.files()) {
            if (file.path().equals(name)) {
                RecordedFile.read(repository, folder, file, in -> in.transferTo(out));
            }
        }
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
