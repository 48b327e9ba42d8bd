package io.chronoops.backup.file;

import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.postgres.ProgramOutput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;

/** A dump as the script that it is, or that pg_restore makes of it. */
sealed interface DumpSource extends AutoCloseable {
    /** The script. */
    InputStream script();

    /** Bytes of the file read so far; of an archive: of its script. */
    long done();

    /** Bytes of the file; 0: not known. */
    long total();

    /** Fails by name where what was read was not all, or not well. */
    void checkEnd() throws IOException;

    @Override
    void close() throws IOException;

    static DumpSource open(Found file) throws IOException {
        return file.form() == Form.PLAIN ? new Plain(file) : new Archive(file);
    }

    /** Plain SQL. */
    final class Plain implements DumpSource {
        private final Found file;
        private final CountedInput counted;
        private final InputStream script;

        Plain(Found file) throws IOException {
            this.file = file;
            this.counted = new CountedInput(new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16));
            this.script = file.compression().expand(counted);
        }

        @Override
        public InputStream script() {
            return script;
        }

        @Override
        public long done() {
            return counted.bytes();
        }

        @Override
        public long total() {
            return file.bytes();
        }

        @Override
        public void checkEnd() {
            // its own last line tells
        }

        @Override
        public void close() throws IOException {
            script.close();
        }
    }

    /** What pg_restore makes of an archive. */
    final class Archive implements DumpSource {
        private final Found file;
        private final ProgramOutput output;
        private final CountedInput counted;

        Archive(Found file) {
            this.file = file;
            this.output = ClientPrograms.output(
                    List.of("pg_restore", "--create", "-f", "-", file.path().toString()));
            this.counted = new CountedInput(output.out());
        }

        @Override
        public InputStream script() {
            return counted;
        }

        @Override
        public long done() {
            return counted.bytes();
        }

        @Override
        public long total() {
            return 0;
        }

        @Override
        public void checkEnd() throws IOException {
            counted.transferTo(java.io.OutputStream.nullOutputStream());
            var failure = output.failure();
            if (failure.isPresent()) {
                throw ArchiveTrouble.of(file.path(), failure.get());
            }
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
