package io.chronoops.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.chronoops.backup.repository.DiskRepository;
import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A segment is read without a class of ours: by Apache Avro's own avro-tools, to which zstd-jni is added for its codec. */
class AvroToolsTest {
    private static final Path AVRO_TOOLS = Path.of("target/avro-tools/avro-tools.jar");

    @TempDir
    Path folder = Path.of("unset");

    @Test
    void a_segment_is_readable_by_plain_avro_tools() throws Exception {
        Path segment = segment();

        assertThat(json(segment).lines()).hasSize(4).anySatisfy(line -> assertThat(line)
                .contains("\"table\":\"pages\"", "\"op\":\"INSERT\"", "{\"string\":\"naïve ☂\"}"));
    }

    private Path segment() throws IOException {
        var repository = new DiskRepository(folder);
        var state = new ArchiveState();
        state.expect("now");
        var properties = new ArchiveProperties(
                Duration.ofDays(1), DataSize.ofMegabytes(64), Duration.ZERO, folder.resolve("work"));
        List<ChangeEvent.Builder> events = List.of(
                ChangeEvent.newBuilder().setOpened(new Opened("slot", 0L, "1", 1, null, Map.of())),
                ChangeEvent.newBuilder().setBegin(new Begin(7L)),
                ChangeEvent.newBuilder()
                        .setRow(Row.newBuilder()
                                .setOrder(1)
                                .setSchema$("public")
                                .setTable("pages")
                                .setOp(RowOp.INSERT)
                                .setColumns(List.of("id", "title"))
                                .setValues(List.of("1", "naïve ☂"))
                                .build()),
                ChangeEvent.newBuilder().setMessage(new Message(2L, DdlMessages.MARKER, "now")),
                ChangeEvent.newBuilder().setEnd(new End(7L, 100L, Instant.EPOCH, 2L, 0L)));
        try (var archiver = new Archiver("shop", repository, properties, state, Clock.systemUTC(), null)) {
            long offset = 0;
            for (ChangeEvent.Builder event : events) {
                archiver.take(offset++, event.setEpoch(1).build());
            }
        }
        return folder.resolve(
                new Segments(repository).newest("shop").orElseThrow().file());
    }

    /** By standard input: what avro-tools opens files with does not run on newer Javas. */
    private static String json(Path file) throws IOException, InterruptedException, URISyntaxException {
        Path zstd = Path.of(
                Zstd.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        AVRO_TOOLS + File.pathSeparator + zstd,
                        "org.apache.avro.tool.Main",
                        "tojson",
                        "-")
                .redirectInput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("avro-tools: %s", said).isZero();
        return said;
    }
}
